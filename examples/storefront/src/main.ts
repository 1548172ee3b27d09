/** Starts the shop: settings from the environment, payment links from the relay, then listens. */
import { readFileSync } from "node:fs";
import process from "node:process";
import { createApp } from "./app.ts";
import { parseCatalog } from "./catalog.ts";
import type { Config } from "./config.ts";
import { ConfigError, readConfig } from "./config.ts";
import { listenOnLoopback, stopListening } from "./listen.ts";
import { preparePaymentLinks } from "./payment-links.ts";
import { NO_LINKS } from "./shop.ts";
import type { LinkAddresses } from "./shop.ts";
import { describeNews } from "./webhooks/news.ts";

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const app = createApp({
    ...config,
    catalog: parseCatalog(readFileSync(config.catalogFile, "utf8")),
    links: await findLinks(config),
    onNews: (news) => {
      console.log(describeNews(news));
    },
    onError: (error) => {
      console.error("A page could not be made:", error);
    },
  });
  const servers = await listenOnLoopback(app, config.port);
  console.log(`Listening at ${config.shopUrl}`);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.once(signal, () => {
      stopListening(servers);
    });
}

/** A shop without its payment links still sells shirts. */
async function findLinks(config: Config): Promise<LinkAddresses> {
  const { relayUrl, merchantKey, linksFile: file } = config;
  if (merchantKey === null) return NO_LINKS;
  try {
    return await preparePaymentLinks({ relayUrl, merchantKey, file });
  } catch (error) {
    console.error("The shop has no payment links for now:", error);
    return NO_LINKS;
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(`The shop cannot start: ${error.message}`);
  process.exitCode = 2;
}
