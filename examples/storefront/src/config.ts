/** The shop's settings, read from the environment once. Empty text counts as absent. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isWebhookSecret } from "@malipo/client";

export interface Config {
  readonly port: number;
  readonly shopUrl: string;
  readonly relayUrl: string;
  readonly catalogFile: string;
  /** Null: the shop offers no payment links. */
  readonly merchantKey: string | null;
  /** Keeps the ids of the payment links; there whenever the key is. */
  readonly linksFile: string;
  /** What the relay's webhooks are signed with, `whsec_…`; null: none are taken. */
  readonly webhookSecret: string | null;
  readonly testPhoneUrl: string | null;
  readonly testWalletUrl: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Names every setting that cannot be used, never a value. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const STANDARD_CATALOG = fileURLToPath(
  new URL("../catalog.json", import.meta.url),
);

export function readConfig(environment: Environment): Config {
  const problems: string[] = [];
  const read = (name: string): string | undefined =>
    environment[name]?.trim() || undefined;

  const readPort = (name: string, standard: number): number => {
    const port = Number(read(name) ?? standard);
    if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
    problems.push(`${name} must be a port number`);
    return standard;
  };
  const readUrl = (name: string): string | undefined => {
    const text = read(name);
    if (text === undefined || (/^https?:/.test(text) && URL.canParse(text)))
      return text;
    problems.push(`${name} must be an http or https address`);
    return undefined;
  };
  const readSecret = (name: string): string | null => {
    const file = read(`${name}_FILE`);
    if (file === undefined) return read(name) ?? null;
    try {
      return readFileSync(file, "utf8").trim();
    } catch {
      problems.push(`${name}_FILE must name a file that can be read`);
      return null;
    }
  };

  const port = readPort("SHOP_PORT", 4000);
  const config: Config = {
    port,
    shopUrl: originOf(readUrl("SHOP_URL") ?? `http://localhost:${port}`),
    relayUrl: originOf(readUrl("SHOP_RELAY_URL") ?? "http://localhost:4001"),
    catalogFile: read("SHOP_CATALOG") ?? STANDARD_CATALOG,
    merchantKey: readSecret("SHOP_MERCHANT_KEY"),
    linksFile: read("SHOP_LINKS_FILE") ?? "",
    webhookSecret: readSecret("SHOP_WEBHOOK_SECRET"),
    testPhoneUrl: readUrl("SHOP_TEST_PHONE_URL") ?? null,
    testWalletUrl: readUrl("SHOP_TEST_WALLET_URL") ?? null,
  };
  if (config.merchantKey !== null && config.linksFile === "")
    problems.push("SHOP_LINKS_FILE must name a file where the key is given");
  if (config.webhookSecret !== null && !isWebhookSecret(config.webhookSecret))
    problems.push("SHOP_WEBHOOK_SECRET must be whsec_ and 24 bytes in base64");
  if (problems.length > 0) throw new ConfigError(`${problems.join("; ")}.`);
  return config;
}

const originOf = (url: string): string => new URL(url).origin;
