/** The environment of a relay that offers everything, against a sandbox on this machine. */
import { CANARIES } from "./canaries.ts";

/** The paybill number that payers send to by hand. */
export const PAYBILL = "898102";
/** The tag that transfers are sent to. */
export const TAG = "duka@dukaapp";

export interface Places {
  readonly relayUrl: string;
  readonly sandboxUrl: string;
  readonly shopUrl: string;
  readonly databaseFile: string;
  readonly catalogFile: string;
  /** Where outcomes are sent; undefined: nowhere. */
  readonly webhookUrl: string | undefined;
}

export function relayEnvironment(
  places: Places,
): Readonly<Record<string, string>> {
  const { relayUrl, sandboxUrl, webhookUrl } = places;
  return {
    MALIPO_PUBLIC_URL: relayUrl,
    MALIPO_PORT: new URL(relayUrl).port,
    MALIPO_ADMIN_PORT: "0",
    MALIPO_ALLOWED_ORIGINS: places.shopUrl,
    MALIPO_DATABASE_URL: `sqlite:${places.databaseFile}`,
    MALIPO_MASTER_KEY: CANARIES.masterKey,
    MALIPO_MERCHANT_KEY: CANARIES.merchantKey,
    MALIPO_CART_SECRET: CANARIES.cartSecret,
    MALIPO_MERCHANT_NAME: "Duka la Mashati",
    MALIPO_CATALOG: places.catalogFile,
    MALIPO_PROMPT_SECONDS: "10",
    MALIPO_DEADLINE_GRACE_SECONDS: "1",
    ALMARA_API_URL: sandboxUrl,
    ALMARA_TOKEN_URL: `${sandboxUrl}/connect/token`,
    ALMARA_CLIENT_ID: "sandbox-client",
    ALMARA_CLIENT_SECRET: CANARIES.clientSecret,
    ALMARA_CARD_ROUTE_ID: "DED81224-70B6-ED11-AD49-0EE00E897F52",
    ALMARA_CARD_CHANNEL_TYPE: "172",
    ALMARA_SHORT_CODE: "898100",
    ALMARA_AIRTEL_SHORT_CODE: "898101",
    ALMARA_AIRTEL_SERVICE_CODE: "AIRTEL",
    ALMARA_PAYBILL_SHORT_CODE: PAYBILL,
    ALMARA_PAYOUT_ROUTE_ID: "F0AEFE34-3FC5-F011-BBC1-0E7D952D79B7",
    ALMARA_PAYOUT_CHANNEL_TYPE: "1",
    ALMARA_CHECKOUT_HOSTS: new URL(sandboxUrl).host,
    FLEXPAY_API_URL: `${sandboxUrl}/flexpay`,
    FLEXPAY_CLIENT_ID: "sandbox-flexpay-client",
    FLEXPAY_CLIENT_SECRET: CANARIES.flexpayClientSecret,
    FLEXPAY_TAG: TAG,
    FLEXPAY_WEBHOOK_SECRET: CANARIES.flexpayWebhookSecret,
    ...(webhookUrl !== undefined && {
      MALIPO_WEBHOOK_URL: webhookUrl,
      MALIPO_WEBHOOK_SECRET: CANARIES.webhookSecret,
    }),
  };
}
