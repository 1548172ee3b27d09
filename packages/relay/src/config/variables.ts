/** Every variable the relay reads, in the order in which the documentation shows them. */

export interface Variable {
  readonly name: string;
  /** One sentence; units and format are said here. */
  readonly about: string;
  /** As shown to people; null where there is none. */
  readonly standard: string | null;
  /** May also come from a file, named by the variable with `_FILE` at its end. */
  readonly secret: boolean;
}

export interface VariableGroup {
  readonly title: string;
  readonly about: string;
  readonly variables: readonly Variable[];
}

const plain = (
  name: string,
  about: string,
  standard: string | null = null,
): Variable => ({ name, about, standard, secret: false });

const secret = (name: string, about: string): Variable => ({
  name,
  about,
  standard: null,
  secret: true,
});

/** Defaults that more than one place needs, with their units. */
export const DEFAULTS = {
  port: 4001,
  adminHost: "127.0.0.1",
  adminPort: 4011,
  databaseUrl: "sqlite:malipo.sqlite",
  orderTtlSeconds: 3600,
  promptSeconds: 60,
  deadlineGraceSeconds: 30,
  logLevel: "info",
} as const;

export const VARIABLE_GROUPS: readonly VariableGroup[] = [
  {
    title: "The relay",
    about:
      "The public URL and the master key are always needed, and so is one provider.",
    variables: [
      plain(
        "MALIPO_PUBLIC_URL",
        "Where browsers and the provider reach the relay: https://pay.shop.example, or https://shop.example/pay where it lives below a path. Plain http is taken for names of this machine (localhost, 127.0.0.1, [::1]).",
      ),
      secret(
        "MALIPO_MASTER_KEY",
        "32 random bytes in base64 (openssl rand -base64 32). All the relay's own secrets follow from it: with another key, open orders can't be resumed, callbacks under way are refused, and the relay does not start on the old database.",
      ),
      secret(
        "MALIPO_MERCHANT_KEY",
        "What the merchant's backend shows in Authorization: Bearer. At least 32 characters. Without it nobody may call /v1/merchant.",
      ),
      plain(
        "MALIPO_MERCHANT_NAME",
        "What shoppers read.",
        "the host of MALIPO_PUBLIC_URL",
      ),
      plain(
        "MALIPO_SUPPORT_URL",
        "Where shoppers find help: an https, http, mailto or tel address.",
      ),
      plain(
        "MALIPO_ALLOWED_ORIGINS",
        "Origins of the pages that may use the relay, with commas between: https://shop.example,https://www.shop.example. Exact, no wildcards. The relay's own always may.",
        "none",
      ),
      plain(
        "MALIPO_DATABASE_URL",
        "sqlite: and the path of a file, which is made when it is missing, but its folder is not. One relay at a time: a second one waits up to 30 seconds for the first to stop, then refuses. PostgreSQL is not supported yet.",
        DEFAULTS.databaseUrl,
      ),
      plain(
        "MALIPO_METHODS",
        "What is offered, in this order, with commas between: mpesa, card, airtel, paybill, flexpay.",
        "all that are configured, M-Pesa first",
      ),
      plain(
        "MALIPO_ORDER_TTL_SECONDS",
        "How long an order can be paid, 60 to 2592000 seconds.",
        String(DEFAULTS.orderTtlSeconds),
      ),
    ],
  },
  {
    title: "Prices",
    about:
      "One of these, or none where the merchant's backend makes every order.",
    variables: [
      plain(
        "MALIPO_CATALOG",
        "The path of a JSON file with the products, or the https address of the merchant's backend that is asked for them. See Prices above.",
      ),
      secret(
        "MALIPO_CART_SECRET",
        "Signs cart tokens, and the requests to a catalog address. At least 32 characters.",
      ),
    ],
  },
  {
    title: "Where it listens",
    about: "",
    variables: [
      plain(
        "MALIPO_HOST",
        "The address to listen on.",
        "0.0.0.0, or 127.0.0.1 where MALIPO_PUBLIC_URL is a name of this machine",
      ),
      plain(
        "MALIPO_PORT",
        "The port for browsers and the provider; 0 takes a free one.",
        String(DEFAULTS.port),
      ),
      plain(
        "MALIPO_ADMIN_PORT",
        "The port for operators: /metrics in Prometheus' text format, /livez and /readyz. 0 takes a free one. Not where the relay is mounted in another server.",
        String(DEFAULTS.adminPort),
      ),
      plain(
        "MALIPO_ADMIN_HOST",
        "The address to listen on for operators; do not publish it.",
        DEFAULTS.adminHost,
      ),
      plain(
        "MALIPO_TRUST_PROXY",
        "Whose X-Forwarded-For is believed: false, the number of proxies in front, or their addresses and ranges with commas between (loopback, linklocal and uniquelocal are understood).",
        "false",
      ),
      plain(
        "MALIPO_LOG_LEVEL",
        "info, warn, error or silent.",
        DEFAULTS.logLevel,
      ),
    ],
  },
  {
    title: "Waiting for the payer",
    about: "",
    variables: [
      plain(
        "MALIPO_PROMPT_SECONDS",
        "How long the prompt waits on a phone, 10 to 600 seconds. The provider decides; this is what the shopper sees counted down.",
        String(DEFAULTS.promptSeconds),
      ),
      plain(
        "MALIPO_DEADLINE_GRACE_SECONDS",
        "How long after the prompt has lapsed an answer may still come before the shopper is told that there is none yet, 0 to 600 seconds.",
        String(DEFAULTS.deadlineGraceSeconds),
      ),
    ],
  },
  {
    title: "Telling the merchant's backend",
    about:
      "The first two together, or none: then nothing is told. See webhooks.md for the receiver.",
    variables: [
      plain(
        "MALIPO_WEBHOOK_URL",
        "The https address that outcomes are sent to.",
      ),
      secret(
        "MALIPO_WEBHOOK_SECRET",
        "whsec_ and 24 to 64 random bytes in base64, as Standard Webhooks has it.",
      ),
      secret(
        "MALIPO_WEBHOOK_SECRET_PREVIOUS",
        "The secret before, while the receiver changes over: webhooks carry a signature of each.",
      ),
      plain(
        "MALIPO_WEBHOOK_ABANDONED_ORDERS",
        "Whether order.expired is sent for orders that nobody tried to pay: skip or send. Most orders of a busy shop are such carts.",
        "skip",
      ),
    ],
  },
  {
    title: "Almara Pay",
    about:
      "The first four together, then what the wanted methods need: cards the route, its channel type and the hosts; M-Pesa and Airtel Money a short code each; payments by hand the paybill number; refunds to phones the payout route.",
    variables: [
      plain("ALMARA_API_URL", "The base address of the API."),
      plain("ALMARA_TOKEN_URL", "The whole address of the token call."),
      plain("ALMARA_CLIENT_ID", "From the provider."),
      secret("ALMARA_CLIENT_SECRET", "From the provider."),
      plain(
        "ALMARA_SCOPE",
        "The scope of the token call, if the provider gave one.",
      ),
      plain("ALMARA_CARD_ROUTE_ID", "The card route of the account."),
      plain(
        "ALMARA_CARD_CHANNEL_TYPE",
        "The channel type of that route, a whole number.",
      ),
      plain(
        "ALMARA_CHECKOUT_HOSTS",
        "host[:port] of the pages that shoppers may be sent to, with commas between.",
      ),
      plain(
        "ALMARA_ACCOUNT_NO",
        "The merchant's account at the provider, at most 25 characters.",
      ),
      plain(
        "ALMARA_SHORT_CODE",
        "The paybill or till that M-Pesa payments are credited to, at most 7 characters.",
      ),
      plain(
        "ALMARA_AIRTEL_SHORT_CODE",
        "The short code that Airtel Money prompts are credited to, at most 7 characters. Offers airtel; how the provider tells such prompts from M-Pesa's is not documented, so agree on it with them first.",
      ),
      plain(
        "ALMARA_AIRTEL_SERVICE_CODE",
        "The service code that goes with it, where the provider gave one; at most 6 characters.",
      ),
      plain(
        "ALMARA_PAYBILL_SHORT_CODE",
        "The paybill number that payers may send money to by hand, at most 7 characters. Offers paybill; set it only when the relay's /callbacks/almara/c2b address is registered with the provider, for without its messages no such payment is ever noticed.",
      ),
      plain(
        "ALMARA_PAYOUT_ROUTE_ID",
        "The route for payments to phones, which refunds are sent by.",
      ),
      plain(
        "ALMARA_PAYOUT_CHANNEL_TYPE",
        "The channel type of that route, a whole number.",
      ),
      plain(
        "ALMARA_PATHS",
        "Other paths than the standard ones, call=/path with commas between (deposit=/v2/express-deposit). The calls are those of the adapter's README.",
      ),
    ],
  },
  {
    title: "FlexPay",
    about:
      "The first five together. The webhook's address at the provider (transactionWebhookUrl) is MALIPO_PUBLIC_URL with /callbacks/flexpay.",
    variables: [
      plain("FLEXPAY_API_URL", "The base address of the API."),
      plain("FLEXPAY_CLIENT_ID", "From the provider."),
      secret("FLEXPAY_CLIENT_SECRET", "From the provider."),
      plain(
        "FLEXPAY_TAG",
        "The tag that payers send to: duka@dukaapp, or @duka where its application is not to be named and not to be compared.",
      ),
      secret(
        "FLEXPAY_WEBHOOK_SECRET",
        "From the provider; signs its webhooks. At least 16 characters.",
      ),
      secret(
        "FLEXPAY_WEBHOOK_SECRET_PREVIOUS",
        "The secret before that one, taken as well while it is being changed.",
      ),
      plain(
        "FLEXPAY_WEBHOOK_KEY",
        "What the signature is keyed with: raw (the secret, as documented) or sha256 (its hexadecimal SHA-256, should the provider sign with the hash that it keeps).",
        "raw",
      ),
      secret(
        "FLEXPAY_PRIVATE_KEY",
        "The application's private key, an EC P-256 JSON Web Key in JSON (appPrivateJwk). Only where webhooks are encrypted.",
      ),
      plain(
        "FLEXPAY_UNMATCHED",
        "What is done with a transfer to the tag that belongs to no open order: reject (the payer gets a reason) or leave (a person decides, or it lapses).",
        "reject",
      ),
      plain(
        "FLEXPAY_CURRENCIES",
        "What can be paid in, with commas between.",
        "NGN",
      ),
      plain(
        "FLEXPAY_PATHS",
        "Other paths than the standard ones, call=/path with commas between (pending=/v2/pending). The calls are those of the adapter's README.",
      ),
    ],
  },
];

const VARIABLES = VARIABLE_GROUPS.flatMap(({ variables }) => variables);

export const isSecret = (name: string): boolean =>
  VARIABLES.some((variable) => variable.name === name && variable.secret);

/** Every name that may stand in the environment. */
export const KNOWN_NAMES: ReadonlySet<string> = new Set(
  VARIABLES.flatMap(({ name, secret: mayBeFile }) =>
    mayBeFile ? [name, `${name}_FILE`] : [name],
  ),
);
