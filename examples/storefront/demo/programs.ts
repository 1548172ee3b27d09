/** The three programs of the demo, each with the environment it needs and nothing more. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { writeWholeFile } from "../src/whole-file.ts";
import { toAddresses } from "./addresses.ts";
import type { DemoData } from "./data.ts";
import { writeEnvFile } from "./env-file.ts";
import { relayEnvironment, sandboxEnvironment } from "./relay-environment.ts";
import { PORTS, ROOT } from "./settings.ts";
import type { Settings } from "./settings.ts";

export interface Program {
  readonly name: "sandbox" | "relay" | "shop";
  /** Absolute. */
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Answers 200 as soon as the program can do its work. */
  readonly readyUrl: string;
  /** Lines that everybody is shown, beside warnings. */
  readonly news?: RegExp;
}

export interface Programs {
  readonly sandbox: Program;
  readonly relay: Program;
  readonly shop: Program;
}

/** What any program may need of the machine; the rest of the environment stays outside. */
const INHERITED = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "TZ"];

const CATALOG = path.join(ROOT, "examples", "storefront", "catalog.json");

/** What the shop says about its orders is for everybody's eyes: `order.paid ORD-…`. */
const ORDER_NEWS = /^(?:order|attempt|refund)\.\w/;

/** Also writes the files that they, and `malipo` in a second terminal, read. */
export async function describePrograms(
  { ports }: Settings,
  data: DemoData,
): Promise<Programs> {
  const { shop, relay, sandbox, phone, wallet } = toAddresses(ports);
  const catalog = await prepareCatalog(ports.shop, shop, data);
  const relayEnv = relayEnvironment(ports, data, catalog);
  await writeEnvFile(data.envFile, relayEnv);
  const inherited = Object.fromEntries(
    INHERITED.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return {
    sandbox: {
      name: "sandbox",
      file: path.join(ROOT, "packages", "sandbox", "src", "main.ts"),
      args: [],
      env: { ...inherited, ...sandboxEnvironment(relayEnv, ports) },
      readyUrl: `${sandbox}/`,
    },
    relay: {
      name: "relay",
      file: path.join(ROOT, "packages", "relay", "src", "cli.ts"),
      args: ["serve"],
      env: { ...inherited, ...relayEnv },
      readyUrl: `${relay}/readyz`,
    },
    shop: {
      name: "shop",
      file: path.join(ROOT, "examples", "storefront", "src", "main.ts"),
      args: [],
      env: {
        ...inherited,
        SHOP_PORT: String(ports.shop),
        SHOP_URL: shop,
        SHOP_RELAY_URL: relay,
        SHOP_CATALOG: catalog,
        SHOP_MERCHANT_KEY_FILE: data.merchantKeyFile,
        SHOP_LINKS_FILE: data.linksFile,
        SHOP_WEBHOOK_SECRET_FILE: data.webhookSecretFile,
        SHOP_TEST_PHONE_URL: phone,
        SHOP_TEST_WALLET_URL: wallet,
      },
      readyUrl: `${shop}/`,
      news: ORDER_NEWS,
    },
  };
}

/** The catalog's pictures have whole addresses: on another port the shop needs a catalog that names it. */
async function prepareCatalog(
  port: number,
  shop: string,
  { dir }: DemoData,
): Promise<string> {
  const { standard } = PORTS.shop;
  if (port === standard) return CATALOG;
  const text = await readFile(CATALOG, "utf8");
  const file = path.join(dir, "catalog.json");
  await writeWholeFile(
    file,
    text.replaceAll(`http://localhost:${standard}/`, `${shop}/`),
  );
  return file;
}
