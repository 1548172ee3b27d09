/** The environment of the demo's relay: everything it offers, against the sandbox. Secrets stay in their files. */
import path from "node:path";
import { callbackAddresses, parseConfig } from "@malipo/relay";
import type { CallbackAddress } from "@malipo/relay";
import { SHOP_NAME } from "../src/shop.ts";
import { toAddresses } from "./addresses.ts";
import type { DemoData } from "./data.ts";
import { DemoError, ROOT } from "./settings.ts";
import type { Ports } from "./settings.ts";

type Environment = Readonly<Record<string, string>>;

/** Identifiers as the provider's documentation shows them; the short codes are made up. */
const ALMARA = {
  ALMARA_CLIENT_ID: "duka-la-mashati",
  ALMARA_CARD_ROUTE_ID: "DED81224-70B6-ED11-AD49-0EE00E897F52",
  ALMARA_CARD_CHANNEL_TYPE: "172",
  ALMARA_ACCOUNT_NO: "0072",
  ALMARA_SHORT_CODE: "880047",
  ALMARA_AIRTEL_SHORT_CODE: "880048",
  // By this the sandbox tells an Airtel Money prompt from one of M-Pesa.
  ALMARA_AIRTEL_SERVICE_CODE: "AIRTEL",
  ALMARA_PAYBILL_SHORT_CODE: "880049",
  ALMARA_PAYOUT_ROUTE_ID: "F0AEFE34-3FC5-F011-BBC1-0E7D952D79B7",
  ALMARA_PAYOUT_CHANNEL_TYPE: "1",
};

const FLEXPAY = {
  FLEXPAY_CLIENT_ID: "dukaapp",
  FLEXPAY_TAG: "duka@dukaapp",
  // So that the console has transfers to decide about.
  FLEXPAY_UNMATCHED: "leave",
};

const LOGO = path.join(ROOT, "examples/storefront/public/img/mark.svg");

export function relayEnvironment(
  ports: Ports,
  data: DemoData,
  catalog: string,
): Environment {
  const { shop, relay, sandbox, webhook } = toAddresses(ports);
  return {
    ...ALMARA,
    ...FLEXPAY,
    MALIPO_PUBLIC_URL: relay,
    MALIPO_PORT: String(ports.relay),
    MALIPO_ADMIN_PORT: String(ports.admin),
    MALIPO_ALLOWED_ORIGINS: [shop, `http://127.0.0.1:${ports.shop}`].join(),
    MALIPO_MERCHANT_NAME: SHOP_NAME,
    MALIPO_MERCHANT_LOGO: LOGO,
    MALIPO_CATALOG: catalog,
    MALIPO_DATABASE_URL: `sqlite:${data.databaseFile}`,
    MALIPO_MASTER_KEY_FILE: data.masterKeyFile,
    MALIPO_MERCHANT_KEY_FILE: data.merchantKeyFile,
    MALIPO_WEBHOOK_URL: webhook,
    MALIPO_WEBHOOK_SECRET_FILE: data.webhookSecretFile,
    ALMARA_API_URL: sandbox,
    ALMARA_TOKEN_URL: `${sandbox}/connect/token`,
    ALMARA_CLIENT_SECRET_FILE: data.clientSecretFile,
    ALMARA_CHECKOUT_HOSTS: new URL(sandbox).host,
    FLEXPAY_API_URL: `${sandbox}/flexpay`,
    FLEXPAY_CLIENT_SECRET_FILE: data.flexpayClientSecretFile,
    FLEXPAY_WEBHOOK_SECRET_FILE: data.flexpayWebhookSecretFile,
  };
}

/**
 * The environment of the sandbox that goes with it. As a merchant would at a real provider, it registers where the
 * relay takes messages; the relay works those addresses out from its own configuration.
 */
export function sandboxEnvironment(
  relay: Environment,
  ports: Ports,
): Environment {
  const addresses = addressesOf(relay);
  const addressOf = (wanted: string): string =>
    addresses.find(({ path }) => path === wanted)?.url ?? "";
  const shared = [
    "ALMARA_CLIENT_ID",
    "ALMARA_CLIENT_SECRET_FILE",
    "FLEXPAY_CLIENT_ID",
    "FLEXPAY_CLIENT_SECRET_FILE",
    "FLEXPAY_TAG",
    "FLEXPAY_WEBHOOK_SECRET_FILE",
  ].map((name) => [name, relay[name] ?? ""] as const);
  return {
    ...Object.fromEntries(shared),
    MALIPO_SANDBOX_PORT: String(ports.sandbox),
    MALIPO_SANDBOX_C2B_URL: addressOf("/callbacks/almara/c2b"),
    MALIPO_SANDBOX_FLEXPAY_WEBHOOK_URL: addressOf("/callbacks/flexpay"),
  };
}

function addressesOf(relay: Environment): readonly CallbackAddress[] {
  const parsed = parseConfig(relay);
  if (parsed.ok) return callbackAddresses(parsed.config);
  const problems = parsed.problems.map(
    ({ variable, message }) => `  ${variable} ${message}`,
  );
  throw new DemoError(
    ["The relay can't be configured so:", ...problems].join("\n"),
  );
}
