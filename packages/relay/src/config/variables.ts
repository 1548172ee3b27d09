/** The relay's own variables. Each provider module has its own. */
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
  merchantKey,
  sharedSecret,
} from "../adapters/environment/secrets.ts";
import { variable } from "../adapters/environment/variable.ts";
import type { Parse, Variables } from "../adapters/environment/variable.ts";
import { LOG_LEVELS } from "../adapters/pino-log/pino-log.ts";
import type { ProviderModule } from "../adapters/provider-module.ts";
import { ok } from "../domain/errors.ts";
import { createTimeZone } from "../domain/time-zone.ts";
import { StoreError } from "../adapters/sql-store/errors.ts";
import { passwordsIn } from "../adapters/sql-store/postgres-url.ts";
import { parseStoreUrl, showStoreUrl } from "../adapters/sql-store/url.ts";
import { merchantLogo, showLogo } from "./merchant-logo.ts";
import { privateHosts } from "./private-hosts.ts";
import { MESSAGES, MESSAGE_GROUPS } from "./message-variables.ts";
import { ORDERS } from "./order-variables.ts";
import { WEBHOOK } from "./webhook-variables.ts";
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
    entry.ok ? [] : entry.faults.map((words) => `entry ${index + 1} ${words}`),
  );
  return faults.length > 0
    ? { ok: false, faults }
    : ok(parsed.flatMap((entry) => (entry.ok ? [entry.value] : [])));
};

const timeZone: Parse<string> = (given) =>
  createTimeZone(given) === undefined
    ? fault("must be an IANA time zone, for example Africa/Nairobi")
    : ok(given);

const databaseUrl: Parse<string> = (given) => {
  try {
    parseStoreUrl(given);
    return ok(given);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return fault(`can't be used: ${error.message}`);
  }
};

const supportUrl: Parse<string> = (given) =>
  /^(?:https?|mailto|tel):$/.test(URL.parse(given)?.protocol ?? "")
    ? ok(given)
    : fault("must be an https, http, mailto or tel URL");

const trustProxy: Parse<TrustProxy> = (given) => {
  if (given === "false") return ok(false);
  if (/^\d{1,2}$/.test(given)) return ok(Number(given));
  const ranges = splitList(given);
  return ranges.every(isProxyRange)
    ? ok(ranges)
    : fault(
        "must be false, the number of proxies in front of the relay, or their comma-separated addresses",
      );
};

const catalog: Parse<CatalogConfig> = (given, context) => {
  if (/^https?:\/\//i.test(given)) {
    const url = serviceUrl(given, context);
    return url.ok ? ok({ type: "url", url: url.value }) : url;
  }
  const file = context.readFile(given);
  if (!file.ok) return file;
  const parsed = parseCatalogFile(file.value);
  return parsed.ok
    ? ok({ type: "file", path: path.resolve(given) })
    : fault(
        `names a file that is not a valid catalog: ${parsed.problems.join("; ")}`,
      );
};

const port = integer(0, 65_535);

const RELAY = {
  publicUrl: variable({
    name: "MALIPO_PUBLIC_URL",
    about:
      "How browsers and the providers reach the relay: https://pay.shop.example, or https://shop.example/pay if it runs under a path. Plain http is allowed only for loopback addresses (localhost, 127.0.0.1, [::1]).",
    parse: publicUrl,
    required: "",
  }),
  masterKey: variable({
    name: "MALIPO_MASTER_KEY",
    about:
      "32 random bytes in base64 (openssl rand -base64 32). All of the relay's own secrets are derived from it. It is changed with MALIPO_MASTER_KEY_PREVIOUS: without the previous key, open orders can't be resumed, pending callbacks are refused, and the relay refuses to start with its existing database.",
    parse: masterKey,
    required: "generate one with `openssl rand -base64 32` and keep it",
    secret: true,
  }),
  masterKeyPrevious: variable({
    name: "MALIPO_MASTER_KEY_PREVIOUS",
    about:
      "The previous master key, during a rotation: what was made with it is also accepted, and the signing keys in the database are encrypted again with the new key at the start.",
    parse: masterKey,
    secret: true,
  }),
  merchantKey: variable({
    name: "MALIPO_MERCHANT_KEY",
    about:
      "The first API key of the merchant API (/v1/merchant), with all scopes: the merchant's backend sends it as Authorization: Bearer. It is malipo_live_, or malipo_test_ where the providers are test systems, and at least 32 random characters (openssl rand -hex 32). A key of the other kind is refused; one without a prefix is accepted. With it, keys that may do less are created (malipo api-keys create). If unset, only those are accepted.",
    parse: merchantKey,
    secret: true,
  }),
  merchantName: variable({
    name: "MALIPO_MERCHANT_NAME",
    about: "The shop's name, as shoppers see it.",
    parse: text(MAX_NAME),
    defaultText: "the host of MALIPO_PUBLIC_URL",
  }),
  supportUrl: variable({
    name: "MALIPO_SUPPORT_URL",
    about: "Where shoppers get help: an https, http, mailto or tel URL.",
    parse: supportUrl,
  }),
  merchantLogo: variable({
    name: "MALIPO_MERCHANT_LOGO",
    about:
      "Path of the shop's logo, for the relay's own pages: an SVG, PNG, JPEG or WebP file of at most 256 KB, square or wide. It is read at the start and served from the relay's origin. If unset, the pages show the first letter of the shop's name.",
    parse: merchantLogo,
    show: showLogo,
  }),
  allowedOrigins: variable({
    name: "MALIPO_ALLOWED_ORIGINS",
    about:
      "Comma-separated origins of the pages that may use the relay: https://shop.example,https://www.shop.example. Exact matches only, no wildcards. The relay's own origin is always allowed.",
    parse: origins,
    default: [],
  }),
  databaseUrl: variable({
    name: "MALIPO_DATABASE_URL",
    about:
      "sqlite: followed by the path of a file. The file is created if it is missing; its folder must exist. Only one relay can use it at a time: a second one waits up to 30 seconds for the first to stop, then exits. Or, for any number of relays, postgres://user@host:5432/database, with ?sslmode=verify-full (or require, verify-ca, disable) and &sslrootcert=<file>. See Databases above.",
    parse: databaseUrl,
    default: "sqlite:malipo.sqlite",
    secret: true,
    show: showStoreUrl,
    redact: passwordsIn,
  }),
  databasePassword: variable({
    name: "MALIPO_DATABASE_PASSWORD",
    about: "The PostgreSQL password, if it isn't part of the URL.",
    parse: text(1024),
    secret: true,
  }),
  ...ORDERS,
  timeZone: variable({
    name: "MALIPO_TIME_ZONE",
    about:
      "Your time zone, as an IANA name such as Africa/Nairobi: for the times in exports, and for where a day begins.",
    parse: timeZone,
    defaultText: "that of the first configured provider's market",
  }),
  retentionDays: variable({
    name: "MALIPO_RETENTION_DAYS",
    about:
      "How many days after an order was created its personal data and the providers' messages about it are erased, 0 to 3650. 0 keeps them until somebody erases them.",
    parse: integer(0, 3650),
    default: 180,
  }),
} as const satisfies Variables;

/** Lists the methods that the providers declare. */
export const methodsVariable = (providers: readonly ProviderModule[]) => {
  const known = providers.flatMap(({ methods }) => methods.map(({ id }) => id));
  return variable<readonly string[]>({
    name: "MALIPO_METHODS",
    about: `Comma-separated methods to offer, in display order: ${known.join(", ")}.`,
    parse(given) {
      const value = splitList(given);
      return value.every((name) => known.includes(name))
        ? ok(value)
        : fault(`may contain only ${known.join(", ")}`);
    },
    default: [],
    defaultText: "all configured methods, in this order",
  });
};

const PRICES = {
  catalog: variable({
    name: "MALIPO_CATALOG",
    about:
      "Path of a JSON file with the products, or an https URL of the merchant's backend that returns them.",
    parse: catalog,
    show: (value: CatalogConfig) =>
      value.type === "file" ? value.path : withoutQuery(value.url),
  }),
  cartSecret: variable({
    name: "MALIPO_CART_SECRET",
    about:
      "Signs cart tokens and the relay's requests to a catalog URL. At least 32 characters.",
    parse: sharedSecret(),
    secret: true,
  }),
  cartSecretPrevious: variable({
    name: "MALIPO_CART_SECRET_PREVIOUS",
    about:
      "The previous secret, during a rotation: cart tokens signed with it are also accepted. Requests to a catalog URL are signed with the new one only.",
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
      "0.0.0.0, or 127.0.0.1 if MALIPO_PUBLIC_URL is a loopback address",
  }),
  port: variable({
    name: "MALIPO_PORT",
    about: "The port for browsers and the providers. 0 picks a free port.",
    parse: port,
    default: 4001,
  }),
  adminPort: variable({
    name: "MALIPO_ADMIN_PORT",
    about:
      "The port for operators: /metrics in Prometheus text format, /livez and /readyz. 0 picks a free port. Not used if the relay is mounted in another server.",
    parse: port,
    default: 4011,
  }),
  adminHost: variable({
    name: "MALIPO_ADMIN_HOST",
    about: "The address that the admin port listens on. Keep it private.",
    parse: text(255),
    default: "127.0.0.1",
  }),
  trustProxy: variable<TrustProxy>({
    name: "MALIPO_TRUST_PROXY",
    about:
      "Which proxies are trusted to set X-Forwarded-For: false, the number of proxies in front of the relay, or their comma-separated addresses and ranges (loopback, linklocal and uniquelocal are also accepted).",
    parse: trustProxy,
    default: false,
  }),
  privateHosts,
  logLevel: variable({
    name: "MALIPO_LOG_LEVEL",
    about: "The lowest level that is logged: info, warn, error or silent.",
    parse: choice(...LOG_LEVELS),
    default: "info",
  }),
} as const satisfies Variables;

const WAITING = {
  promptSeconds: variable({
    name: "MALIPO_PROMPT_SECONDS",
    about:
      "How long a prompt stays open on the payer's phone, 10 to 600 seconds. The provider sets the real limit; this is the countdown that the shopper sees.",
    parse: integer(10, 600),
    default: 60,
  }),
  deadlineGraceSeconds: variable({
    name: "MALIPO_DEADLINE_GRACE_SECONDS",
    about:
      "How long to wait for the provider's result after the prompt has expired, before the shopper is told that the payment is unconfirmed, 0 to 600 seconds.",
    parse: integer(0, 600),
    default: 30,
  }),
} as const satisfies Variables;

/** The variables that `config.ts` reads, under the keys of its values. */
export const RELAY_VARIABLES = {
  ...RELAY,
  ...PRICES,
  ...LISTENING,
  ...WAITING,
  ...WEBHOOK,
  ...MESSAGES,
} as const;

/** All variables, in the order of the documentation and of `check-config`. */
export function variableGroups(
  providers: readonly ProviderModule[],
): readonly VariableGroup[] {
  return [
    {
      title: "The relay",
      about:
        "The public URL, the master key and at least one provider are required.",
      variables: { ...RELAY, methods: methodsVariable(providers) },
    },
    {
      title: "Prices",
      about:
        "Set one of these, or neither if the merchant's backend creates all orders.",
      variables: PRICES,
    },
    { title: "Network and logging", about: "", variables: LISTENING },
    { title: "Waiting for payments", about: "", variables: WAITING },
    {
      title: "Webhooks",
      about:
        "Set the URL and the secret together. If neither is set, no webhooks are sent. See webhooks.md for how to receive them.",
      variables: WEBHOOK,
    },
    ...MESSAGE_GROUPS,
    ...providers.map(({ title, about, variables }) => ({
      title,
      about,
      variables,
    })),
  ];
}
