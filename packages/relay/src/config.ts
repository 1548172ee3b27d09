/** The relay's configuration: the environment, read once, checked at start, frozen. */
import { readFileSync } from "node:fs";
import type { Merchant, Method } from "@malipo/protocol";
import type { VariableSetting } from "@malipo/protocol/merchant";
import { createEnvironment } from "./adapters/environment/environment.ts";
import type {
  ConfigProblem,
  Env,
  Environment,
  ReadTextFile,
} from "./adapters/environment/environment.ts";
import { namesOf } from "./adapters/environment/variable.ts";
import type { Values } from "./adapters/environment/variable.ts";
import type { LogLevel } from "./adapters/pino-log/pino-log.ts";
import type { ProviderModule } from "./adapters/provider-module.ts";
import { PROVIDERS } from "./adapters/providers.ts";
import { passwordsIn } from "./adapters/sql-store/postgres-url.ts";
import {
  NOT_PUBLIC,
  privateHostOf,
} from "./adapters/merchant-http/address-guard.ts";
import { isLoopbackHost } from "./adapters/system/loopback.ts";
import { checkAlerts } from "./config/alert-variables.ts";
import { chooseMethods } from "./config/methods.ts";
import { checkMerchantKey } from "./config/mode.ts";
import { MESSAGE_NEEDS, toMessages } from "./config/message-variables.ts";
import type { MessageConfig } from "./config/message-variables.ts";
import { toAddressGuard } from "./config/private-hosts.ts";
import { readProviders } from "./config/providers.ts";
import type { ConfiguredProvider } from "./config/providers.ts";
import { describeVariables } from "./config/shown-variables.ts";
import {
  RELAY_VARIABLES,
  methodsVariable,
  variableGroups,
} from "./config/variables.ts";
import type { CatalogConfig } from "./config/variables.ts";
import type { PageFile } from "./http/pages/send-file.ts";
import type { TrustProxy } from "./http/kit/client-address.ts";

export interface WebhookConfig {
  readonly url: string;
  /** The bytes behind `whsec_`. */
  readonly secret: Uint8Array;
  /** Signs as well while the receiver changes over; null where there is none. */
  readonly previousSecret: Uint8Array | null;
  /** What becomes of `order.expired` where nobody tried to pay. */
  readonly abandonedOrders: "skip" | "send";
}

export interface Config extends MessageConfig {
  /** "https://pay.shop.example" or "https://shop.example/pay", no slash at the end. */
  readonly publicUrl: string;
  readonly host: string;
  readonly port: number;
  /** Where operators look: metrics and health. */
  readonly adminHost: string;
  readonly adminPort: number;
  readonly trustProxy: TrustProxy;
  readonly logLevel: LogLevel;
  readonly allowedOrigins: readonly string[];
  /** `sqlite:<file>` or `postgres://…`, which may hold a password. */
  readonly databaseUrl: string;
  /** PostgreSQL's, where the URL has none. */
  readonly databasePassword: string | null;
  /** 32 bytes. */
  readonly masterKey: Uint8Array;
  /** What was made with it is still accepted; null where there is none. */
  readonly masterKeyPrevious: Uint8Array | null;
  /** May be called although their addresses are private. */
  readonly privateHosts: readonly string[];
  /** Null: nobody may call the merchant's side. */
  readonly merchantKey: string | null;
  readonly merchant: Merchant;
  /** For the relay's pages; null where there is none. */
  readonly merchantLogo: PageFile | null;
  /** Null: pages can't have a cart priced. */
  readonly catalog: CatalogConfig | null;
  readonly cartSecret: string | null;
  /** Cart tokens signed with it are still accepted; null where there is none. */
  readonly cartSecretPrevious: string | null;
  readonly webhook: WebhookConfig | null;
  /** At least one, in the order in which they are shown. */
  readonly methods: readonly Method[];
  readonly orderTtlSeconds: number;
  readonly balanceDays: number;
  /** An IANA name. */
  readonly timeZone: string;
  /** 0: personal data is not erased by age. */
  readonly retentionDays: number;
  readonly promptSeconds: number;
  readonly deadlineGraceSeconds: number;
  /** Every provider that this relay knows; those that are not configured are told apart in its health. */
  readonly modules: readonly ProviderModule[];
  readonly providers: readonly ConfiguredProvider[];
  /** Every variable and its value, as it may be shown to people. */
  readonly variables: readonly VariableSetting[];
  /** Every text that must not appear in a log line, in every spelling it may have. */
  readonly secrets: readonly string[];
}

export type ConfigResult =
  | {
      readonly ok: true;
      readonly config: Config;
      /** Every variable and its value, as it may be shown to people. */
      readonly shown: readonly (readonly [name: string, value: string])[];
      readonly problems?: undefined;
    }
  | {
      readonly ok: false;
      readonly problems: readonly ConfigProblem[];
      // So that `const { ok, config, problems } = parseConfig(…)` can be written, and `ok` narrows the others.
      readonly config?: undefined;
      readonly shown?: undefined;
    };

export interface ConfigOptions {
  /** Default: all of adapters/providers.ts. */
  readonly providers?: readonly ProviderModule[] | undefined;
  /** Replaced in tests only. */
  readonly readTextFile?: ReadTextFile;
}

type RelayValues = Values<typeof RELAY_VARIABLES>;

/** Finds every problem at once. */
export function parseConfig(
  variables: Env,
  {
    providers: modules = PROVIDERS,
    readTextFile = (file) => readFileSync(file, "utf8"),
  }: ConfigOptions = {},
): ConfigResult {
  const env = createEnvironment(variables, readTextFile);
  const { publicUrl } = env.read(
    { publicUrl: RELAY_VARIABLES.publicUrl },
    false,
  );
  const hostname = hostnameOf(publicUrl);
  const isLocal = isLoopbackHost(hostname);
  const values = env.read(RELAY_VARIABLES, isLocal);
  checkTogether(env, values);
  const { wanted } = env.read({ wanted: methodsVariable(modules) }, isLocal);
  const providers = readProviders(env, modules, isLocal);
  const methods = chooseMethods(env, modules, providers, wanted);
  if (methods.length === 0) requireMethod(env, modules);
  checkMerchantKey(env, providers, methods);
  if (env.problems.length > 0) return { ok: false, problems: env.problems };

  const { merchantName, supportUrl, ...rest } = values;
  const name = merchantName ?? hostname;
  const host = rest.host ?? defaultHost(hostname);
  const timeZone =
    rest.timeZone ??
    providers.find(({ module }) => module.timeZone !== undefined)?.module
      .timeZone ??
    "UTC";
  const described = describeVariables(env, modules, providers, {
    ...values,
    merchantName: name,
    host,
    methods,
    timeZone,
  });
  const config: Config = {
    publicUrl: rest.publicUrl,
    host,
    port: rest.port,
    adminHost: rest.adminHost,
    adminPort: rest.adminPort,
    trustProxy: rest.trustProxy,
    logLevel: rest.logLevel,
    allowedOrigins: rest.allowedOrigins,
    databaseUrl: rest.databaseUrl,
    databasePassword: rest.databasePassword,
    masterKey: rest.masterKey,
    masterKeyPrevious: rest.masterKeyPrevious,
    privateHosts: rest.privateHosts,
    merchantKey: rest.merchantKey,
    merchant: supportUrl === null ? { name } : { name, supportUrl },
    merchantLogo: rest.merchantLogo,
    catalog: rest.catalog,
    cartSecret: rest.cartSecret,
    cartSecretPrevious: rest.cartSecretPrevious,
    webhook: toWebhook(rest),
    ...toMessages(rest),
    methods,
    orderTtlSeconds: rest.orderTtlSeconds,
    balanceDays: rest.balanceDays,
    timeZone,
    retentionDays: rest.retentionDays,
    promptSeconds: rest.promptSeconds,
    deadlineGraceSeconds: rest.deadlineGraceSeconds,
    modules,
    providers,
    ...described,
  };
  return {
    ok: true,
    config: deepFreeze(config),
    shown: config.variables.map((row) => [row.name, row.value ?? "not set"]),
  };
}

/** Names that look like ours and mean nothing: most likely misspelt. */
export function unknownNames(
  env: Env,
  modules: readonly ProviderModule[] = PROVIDERS,
): readonly string[] {
  const known = knownNames(modules);
  const prefixes = [...known].map((name) => name.split("_")[0] ?? "");
  return Object.keys(env)
    .filter((name) => prefixes.includes(name.split("_")[0] ?? ""))
    .filter((name) => !known.has(name))
    .filter((name) => !name.startsWith("MALIPO_SANDBOX_"))
    .toSorted();
}

/** Every name that may stand in the environment. */
export function knownNames(
  modules: readonly ProviderModule[] = PROVIDERS,
): ReadonlySet<string> {
  return new Set(
    variableGroups(modules).flatMap(({ variables }) => namesOf(variables)),
  );
}

/** Empty where the address is missing or wrong. */
function hostnameOf(publicUrl: string | null): string {
  return publicUrl === null ? "" : (URL.parse(publicUrl)?.hostname ?? "");
}

function checkTogether(env: Environment, values: RelayValues): void {
  const { port, adminPort, catalog, databaseUrl, databasePassword } = values;
  if (databasePassword !== null && passwordsIn(databaseUrl).length > 0)
    env.addProblem(
      "MALIPO_DATABASE_PASSWORD",
      "and a password in MALIPO_DATABASE_URL are both given: leave one out",
    );
  if (port !== 0 && port === adminPort)
    env.addProblem("MALIPO_ADMIN_PORT", "must differ from MALIPO_PORT");
  if (catalog?.type === "url" && !env.has(RELAY_VARIABLES.cartSecret))
    env.addProblem(
      "MALIPO_CART_SECRET",
      "is missing: requests to a catalog address are signed with it",
    );
  checkPrivateHosts(env, values);
  checkAlerts(env);
  env.require(RELAY_VARIABLES, [
    {
      when: ["MALIPO_CART_SECRET_PREVIOUS"],
      needs: ["MALIPO_CART_SECRET"],
      why: "a rotation needs the new secret beside the previous one",
    },
    {
      when: ["MALIPO_WEBHOOK_URL", "MALIPO_WEBHOOK_SECRET_PREVIOUS"],
      needs: ["MALIPO_WEBHOOK_SECRET"],
      why: "webhooks are signed with it",
    },
    ...MESSAGE_NEEDS,
  ]);
}

/** Found at the start, where it can be: the connection would be refused each time. */
function checkPrivateHosts(
  env: Environment,
  { publicUrl, privateHosts, webhookUrl, ...values }: RelayValues,
): void {
  if (!URL.canParse(publicUrl)) return;
  const { catalog } = values;
  const guard = toAddressGuard(publicUrl, privateHosts);
  const urls = [
    ["MALIPO_WEBHOOK_URL", webhookUrl],
    ["MALIPO_ALERT_WEBHOOK_URL", values.alertWebhookUrl],
    ["MALIPO_SMS_URL", values.smsUrl],
    ["MALIPO_CATALOG", catalog?.type === "url" ? catalog.url : null],
  ] as const;
  for (const [name, url] of urls)
    if (url !== null && privateHostOf(url, guard) !== null)
      env.addProblem(name, NOT_PUBLIC);
}

/** Where something was said about a provider already, that is what must be put right. */
function requireMethod(
  env: Environment,
  modules: readonly ProviderModule[],
): void {
  const name = "MALIPO_METHODS";
  const own = modules.flatMap(({ variables }) => namesOf(variables));
  if (
    env.problems.some(
      ({ variable }) => variable === name || own.includes(variable),
    )
  )
    return;
  const starts = modules.map(
    ({ variables }) => Object.values(variables)[0]?.name ?? "",
  );
  const needs = modules.flatMap(({ methods }) =>
    methods.flatMap((method) => method.needs.slice(0, 1)),
  );
  env.addProblem(
    name,
    `has nothing to offer: configure a provider (${starts.join(" or ")}, and its companions) and what one of its methods needs (${needs.join(", ")})`,
  );
}

/** What only this machine can reach needs no open door, and may have a demo's secrets. */
function defaultHost(hostname: string): string {
  if (hostname === "[::1]") return "::1";
  if (/^127\./.test(hostname)) return hostname;
  return isLoopbackHost(hostname) ? "127.0.0.1" : "0.0.0.0";
}

function toWebhook(
  values: Pick<
    RelayValues,
    "webhookUrl" | "webhookSecret" | "webhookSecretPrevious" | "abandonedOrders"
  >,
): WebhookConfig | null {
  const { webhookUrl: url, webhookSecret: secret, abandonedOrders } = values;
  return url === null || secret === null
    ? null
    : {
        url,
        secret,
        previousSecret: values.webhookSecretPrevious,
        abandonedOrders,
      };
}

/** Bytes can't be frozen; nobody but their owner gets them. */
function deepFreeze<T extends object>(value: T): Readonly<T> {
  for (const part of Object.values(value) as unknown[])
    if (
      typeof part === "object" &&
      part !== null &&
      !(part instanceof Uint8Array)
    )
      deepFreeze(part);
  return Object.freeze(value);
}
