/** The relay's own variables. Those of the providers stand in their modules. */
import path from "node:path";
import { parseCatalogFile } from "../adapters/catalog/file-catalog.ts";
import {
  parseOrigin,
  publicUrl,
  serviceUrl,
  withoutQuery,
} from "../adapters/environment/addresses.ts";
import {
  choice,
  fault,
  integer,
  splitList,
  text,
} from "../adapters/environment/parsers.ts";
import {
  masterKey,
  sharedSecret,
  webhookSecret,
} from "../adapters/environment/secrets.ts";
import { variable } from "../adapters/environment/variable.ts";
import type { Parse, Variables } from "../adapters/environment/variable.ts";
import { LOG_LEVELS } from "../adapters/pino-log/pino-log.ts";
import type { ProviderModule } from "../adapters/provider-module.ts";
import { StoreError } from "../adapters/sql-store/errors.ts";
import { parseStoreUrl } from "../adapters/sql-store/url.ts";
import { isProxyRange } from "../http/kit/client-address.ts";
import type { TrustProxy } from "../http/kit/client-address.ts";

export type CatalogConfig =
  | { readonly type: "file"; readonly path: string }
  | { readonly type: "url"; readonly url: string };

export interface VariableGroup {
  readonly title: string;
  readonly about: string;
  readonly variables: Variables;
}

const MAX_NAME = 128;

const origins: Parse<readonly string[]> = (given) => {
  const parsed = splitList(given).map(parseOrigin);
  const faults = parsed.flatMap((entry, index) =>
    "faults" in entry
      ? entry.faults.map((words) => `entry ${index + 1} ${words}`)
      : [],
  );
  return faults.length > 0
    ? { faults }
    : { value: parsed.flatMap((e) => ("value" in e ? [e.value] : [])) };
};

const databaseUrl: Parse<string> = (given) => {
  try {
    parseStoreUrl(given);
    return { value: given };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return fault(`can't be used: ${error.message}`);
  }
};

const supportUrl: Parse<string> = (given) =>
  /^(?:https?|mailto|tel):$/.test(URL.parse(given)?.protocol ?? "")
    ? { value: given }
    : fault("must be an https, http, mailto or tel address");

const trustProxy: Parse<TrustProxy> = (given) => {
  if (given === "false") return { value: false };
  if (/^\d{1,2}$/.test(given)) return { value: Number(given) };
  const ranges = splitList(given);
  return ranges.every(isProxyRange)
    ? { value: ranges }
    : fault(
        "must be false, the number of proxies in front, or their addresses with commas between",
      );
};

const catalog: Parse<CatalogConfig> = (given, context) => {
  if (/^https?:\/\//i.test(given)) {
    const url = serviceUrl(given, context);
    return "faults" in url ? url : { value: { type: "url", url: url.value } };
  }
  const file = context.readFile(given);
  if ("faults" in file) return file;
  const parsed = parseCatalogFile(file.value);
  return parsed.ok
    ? { value: { type: "file", path: path.resolve(given) } }
    : fault(
        `names a file that is not a catalog: ${parsed.problems.join("; ")}`,
      );
};

/** A PostgreSQL address may hold a password, in more than one place. */
const showDatabase = (url: string): string =>
  url.startsWith("sqlite:") ? url : `postgres://${URL.parse(url)?.host ?? ""}`;

const passwordOf = (url: string): readonly string[] => {
  const password = URL.parse(url)?.password ?? "";
  return password === "" ? [] : [password];
};

const port = integer(0, 65_535);

const RELAY = {
  publicUrl: variable({
    name: "MALIPO_PUBLIC_URL",
    about:
      "Where browsers and the provider reach the relay: https://pay.shop.example, or https://shop.example/pay where it lives below a path. Plain http is taken for names of this machine (localhost, 127.0.0.1, [::1]).",
    parse: publicUrl,
    required: "",
  }),
  masterKey: variable({
    name: "MALIPO_MASTER_KEY",
    about:
      "32 random bytes in base64 (openssl rand -base64 32). All the relay's own secrets follow from it: with another key, open orders can't be resumed, callbacks under way are refused, and the relay does not start on the old database.",
    parse: masterKey,
    required: "make one with `openssl rand -base64 32` and keep it",
    secret: true,
  }),
  merchantKey: variable({
    name: "MALIPO_MERCHANT_KEY",
    about:
      "What the merchant's backend shows in Authorization: Bearer. At least 32 characters. Without it nobody may call /v1/merchant.",
    parse: sharedSecret(),
    secret: true,
  }),
  merchantName: variable({
    name: "MALIPO_MERCHANT_NAME",
    about: "What shoppers read.",
    parse: text(MAX_NAME),
    defaultText: "the host of MALIPO_PUBLIC_URL",
  }),
  supportUrl: variable({
    name: "MALIPO_SUPPORT_URL",
    about: "Where shoppers find help: an https, http, mailto or tel address.",
    parse: supportUrl,
  }),
  allowedOrigins: variable({
    name: "MALIPO_ALLOWED_ORIGINS",
    about:
      "Origins of the pages that may use the relay, with commas between: https://shop.example,https://www.shop.example. Exact, no wildcards. The relay's own always may.",
    parse: origins,
    default: [],
  }),
  databaseUrl: variable({
    name: "MALIPO_DATABASE_URL",
    about:
      "sqlite: and the path of a file, which is made when it is missing, but its folder is not. One relay at a time: a second one waits up to 30 seconds for the first to stop, then refuses. PostgreSQL is not supported yet.",
    parse: databaseUrl,
    default: "sqlite:malipo.sqlite",
    show: showDatabase,
    redact: passwordOf,
  }),
  orderTtlSeconds: variable({
    name: "MALIPO_ORDER_TTL_SECONDS",
    about: "How long an order can be paid, 60 to 2592000 seconds.",
    parse: integer(60, 2_592_000),
    default: 3600,
  }),
} as const satisfies Variables;

/** Its words follow from the methods that the providers declare. */
export const methodsVariable = (providers: readonly ProviderModule[]) => {
  const known = providers.flatMap(({ methods }) => methods.map(({ id }) => id));
  return variable<readonly string[]>({
    name: "MALIPO_METHODS",
    about: `What is offered, in this order, with commas between: ${known.join(", ")}.`,
    parse(given) {
      const value = splitList(given);
      return value.every((name) => known.includes(name))
        ? { value }
        : fault(`may name only ${known.join(", ")}`);
    },
    default: [],
    defaultText: "all that are configured, in this order",
  });
};

const PRICES = {
  catalog: variable({
    name: "MALIPO_CATALOG",
    about:
      "The path of a JSON file with the products, or the https address of the merchant's backend that is asked for them. See Prices above.",
    parse: catalog,
    show: (value: CatalogConfig) =>
      value.type === "file" ? value.path : withoutQuery(value.url),
  }),
  cartSecret: variable({
    name: "MALIPO_CART_SECRET",
    about:
      "Signs cart tokens, and the requests to a catalog address. At least 32 characters.",
    parse: sharedSecret(),
    secret: true,
  }),
} as const satisfies Variables;

const LISTENING = {
  host: variable({
    name: "MALIPO_HOST",
    about: "The address to listen on.",
    parse: text(255),
    defaultText:
      "0.0.0.0, or 127.0.0.1 where MALIPO_PUBLIC_URL is a name of this machine",
  }),
  port: variable({
    name: "MALIPO_PORT",
    about: "The port for browsers and the provider; 0 takes a free one.",
    parse: port,
    default: 4001,
  }),
  adminPort: variable({
    name: "MALIPO_ADMIN_PORT",
    about:
      "The port for operators: /metrics in Prometheus' text format, /livez and /readyz. 0 takes a free one. Not where the relay is mounted in another server.",
    parse: port,
    default: 4011,
  }),
  adminHost: variable({
    name: "MALIPO_ADMIN_HOST",
    about: "The address to listen on for operators; do not publish it.",
    parse: text(255),
    default: "127.0.0.1",
  }),
  trustProxy: variable<TrustProxy>({
    name: "MALIPO_TRUST_PROXY",
    about:
      "Whose X-Forwarded-For is believed: false, the number of proxies in front, or their addresses and ranges with commas between (loopback, linklocal and uniquelocal are understood).",
    parse: trustProxy,
    default: false,
  }),
  logLevel: variable({
    name: "MALIPO_LOG_LEVEL",
    about: "info, warn, error or silent.",
    parse: choice(...LOG_LEVELS),
    default: "info",
  }),
} as const satisfies Variables;

const WAITING = {
  promptSeconds: variable({
    name: "MALIPO_PROMPT_SECONDS",
    about:
      "How long the prompt waits on a phone, 10 to 600 seconds. The provider decides; this is what the shopper sees counted down.",
    parse: integer(10, 600),
    default: 60,
  }),
  deadlineGraceSeconds: variable({
    name: "MALIPO_DEADLINE_GRACE_SECONDS",
    about:
      "How long after the prompt has lapsed an answer may still come before the shopper is told that there is none yet, 0 to 600 seconds.",
    parse: integer(0, 600),
    default: 30,
  }),
} as const satisfies Variables;

const WEBHOOK = {
  webhookUrl: variable({
    name: "MALIPO_WEBHOOK_URL",
    about: "The https address that outcomes are sent to.",
    parse: serviceUrl,
    show: withoutQuery,
  }),
  webhookSecret: variable({
    name: "MALIPO_WEBHOOK_SECRET",
    about:
      "whsec_ and 24 to 64 random bytes in base64, as Standard Webhooks has it.",
    parse: webhookSecret,
    secret: true,
  }),
  webhookSecretPrevious: variable({
    name: "MALIPO_WEBHOOK_SECRET_PREVIOUS",
    about:
      "The secret before, while the receiver changes over: webhooks carry a signature of each.",
    parse: webhookSecret,
    secret: true,
  }),
  abandonedOrders: variable({
    name: "MALIPO_WEBHOOK_ABANDONED_ORDERS",
    about:
      "Whether order.expired is sent for orders that nobody tried to pay: skip or send. Most orders of a busy shop are such carts.",
    parse: choice("skip", "send"),
    default: "skip",
  }),
} as const satisfies Variables;

/** What `config.ts` reads; their names as keys are those of the values. */
export const RELAY_VARIABLES = {
  ...RELAY,
  ...PRICES,
  ...LISTENING,
  ...WAITING,
  ...WEBHOOK,
} as const;

/** Every variable the relay reads, in the order in which the documentation and `check-config` show them. */
export function variableGroups(
  providers: readonly ProviderModule[],
): readonly VariableGroup[] {
  return [
    {
      title: "The relay",
      about:
        "The public URL and the master key are always needed, and so is one provider.",
      variables: { ...RELAY, methods: methodsVariable(providers) },
    },
    {
      title: "Prices",
      about:
        "One of these, or none where the merchant's backend makes every order.",
      variables: PRICES,
    },
    { title: "Where it listens", about: "", variables: LISTENING },
    { title: "Waiting for the payer", about: "", variables: WAITING },
    {
      title: "Telling the merchant's backend",
      about:
        "The first two together, or none: then nothing is told. See webhooks.md for the receiver.",
      variables: WEBHOOK,
    },
    ...providers.map(({ title, about, variables }) => ({
      title,
      about,
      variables,
    })),
  ];
}
