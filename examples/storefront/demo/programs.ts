/** The three programs of the demo, each with the environment it needs and nothing more. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { SHOP_NAME } from "../src/shop.ts";
import { writeWholeFile } from "../src/whole-file.ts";
import { toAddresses } from "./addresses.ts";
import type { DemoData } from "./data.ts";
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
}

export interface Programs {
  readonly sandbox: Program;
  readonly relay: Program;
  readonly shop: Program;
}

/** What any program may need of the machine; the rest of the environment stays outside. */
const INHERITED = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "TZ"];

const CATALOG = path.join(ROOT, "examples", "storefront", "catalog.json");

/** As the provider's documentation shows them, except the short code, which is made up. */
const ACCOUNT = {
  ALMARA_CLIENT_ID: "duka-la-mashati",
  ALMARA_CARD_ROUTE_ID: "DED81224-70B6-ED11-AD49-0EE00E897F52",
  ALMARA_CARD_CHANNEL_TYPE: "172",
  ALMARA_ACCOUNT_NO: "0072",
  ALMARA_SHORT_CODE: "880047",
};

export async function describePrograms(
  { ports }: Settings,
  data: DemoData,
): Promise<Programs> {
  const { shop, relay, sandbox, phone } = toAddresses(ports);
  const catalog = await prepareCatalog(ports.shop, shop, data);
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
      env: {
        ...inherited,
        MALIPO_SANDBOX_PORT: String(ports.sandbox),
        ALMARA_CLIENT_ID: ACCOUNT.ALMARA_CLIENT_ID,
        ALMARA_CLIENT_SECRET_FILE: data.clientSecretFile,
      },
      readyUrl: `${sandbox}/`,
    },
    relay: {
      name: "relay",
      file: path.join(ROOT, "packages", "relay", "src", "cli.ts"),
      args: ["serve"],
      env: {
        ...inherited,
        ...ACCOUNT,
        MALIPO_PUBLIC_URL: relay,
        MALIPO_PORT: String(ports.relay),
        MALIPO_ADMIN_PORT: String(ports.admin),
        MALIPO_ALLOWED_ORIGINS: [shop, `http://127.0.0.1:${ports.shop}`].join(),
        MALIPO_MERCHANT_NAME: SHOP_NAME,
        MALIPO_CATALOG: catalog,
        MALIPO_DATABASE_URL: `sqlite:${data.databaseFile}`,
        MALIPO_MASTER_KEY_FILE: data.masterKeyFile,
        MALIPO_MERCHANT_KEY_FILE: data.merchantKeyFile,
        ALMARA_API_URL: sandbox,
        ALMARA_TOKEN_URL: `${sandbox}/connect/token`,
        ALMARA_CLIENT_SECRET_FILE: data.clientSecretFile,
        ALMARA_CHECKOUT_HOSTS: new URL(sandbox).host,
      },
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
        SHOP_TEST_PHONE_URL: phone,
      },
      readyUrl: `${shop}/`,
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
