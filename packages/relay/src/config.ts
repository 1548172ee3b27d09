/** The relay's configuration: the environment, read once, checked at start, frozen. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Merchant, Method } from "@malipo/protocol";
import { parseCatalogFile } from "./adapters/catalog/file-catalog.ts";
import type { LogLevel } from "./adapters/pino-log/pino-log.ts";
import { LOG_LEVELS } from "./adapters/pino-log/pino-log.ts";
import { StoreError } from "./adapters/sql-store/errors.ts";
import { parseStoreUrl } from "./adapters/sql-store/url.ts";
import { isLoopbackHost } from "./adapters/system/loopback.ts";
import { createEnvironment } from "./config/environment.ts";
import type {
  ConfigProblem,
  Env,
  Environment,
  ReadTextFile,
} from "./config/environment.ts";
import { readFlexpay } from "./config/flexpay.ts";
import type { FlexpayConfig } from "./config/flexpay.ts";
import { readMethods } from "./config/methods.ts";
import { readAlmara } from "./config/providers.ts";
import type { AlmaraConfig } from "./config/providers.ts";
import {
  readMasterKey,
  readSharedSecret,
  readWebhook,
} from "./config/secrets.ts";
import type { WebhookConfig } from "./config/secrets.ts";
import {
  parseOrigin,
  parsePublicUrl,
  readInteger,
  readList,
  readServiceUrl,
  readText,
} from "./config/values.ts";
import { DEFAULTS } from "./config/variables.ts";
import { isProxyRange } from "./http/kit/client-address.ts";
import type { TrustProxy } from "./http/kit/client-address.ts";

export type CatalogConfig =
  | { readonly type: "file"; readonly path: string }
  | { readonly type: "url"; readonly url: string };

export interface Config {
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
  /** 32 bytes. */
  readonly masterKey: Uint8Array;
  /** Null: nobody may call the merchant's side. */
  readonly merchantKey: string | null;
  readonly merchant: Merchant;
  /** Null: pages can't have a cart priced. */
  readonly catalog: CatalogConfig | null;
  readonly cartSecret: string | null;
  readonly webhook: WebhookConfig | null;
  /** At least one, in the order in which they are shown. */
  readonly methods: readonly Method[];
  readonly orderTtlSeconds: number;
  readonly promptSeconds: number;
  readonly deadlineGraceSeconds: number;
  readonly almara: AlmaraConfig | null;
  readonly flexpay: FlexpayConfig | null;
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

const MAX_NAME = 128;

/** Finds every problem at once. `readTextFile` is replaced in tests only. */
export function parseConfig(
  variables: Env,
  readTextFile: ReadTextFile = (file) => readFileSync(file, "utf8"),
): ConfigResult {
  const env = createEnvironment(variables, readTextFile);
  const publicUrl = readPublicUrl(env);
  const hostname = publicUrl === undefined ? "" : new URL(publicUrl).hostname;
  const isLocal = isLoopbackHost(hostname);
  const masterKey = readMasterKey(env, isLocal);
  const almara = readAlmara(env);
  const flexpay = readFlexpay(env, isLocal);
  const methods = readMethods(env, { almara, flexpay });
  const cartSecret = readSharedSecret(env, "MALIPO_CART_SECRET", isLocal);
  const config = {
    host: env.text("MALIPO_HOST") ?? standardHost(hostname),
    adminHost: env.text("MALIPO_ADMIN_HOST") ?? DEFAULTS.adminHost,
    ...readPorts(env),
    trustProxy: readTrustProxy(env),
    logLevel: readLogLevel(env),
    allowedOrigins: readOrigins(env),
    databaseUrl: readDatabaseUrl(env),
    merchantKey: readSharedSecret(env, "MALIPO_MERCHANT_KEY", isLocal),
    merchant: readMerchant(env, hostname),
    catalog: readCatalog(env),
    cartSecret,
    webhook: readWebhook(env, isLocal),
    methods,
    ...readTimes(env),
    almara,
    flexpay,
  };
  // Where something was said about the provider already, that is what must be put right.
  const complained = env.problems.some(({ variable }) =>
    /^(?:ALMARA_|FLEXPAY_|MALIPO_METHODS)/.test(variable),
  );
  if (methods.length === 0 && !complained)
    env.complain(
      "MALIPO_METHODS",
      "has nothing to offer: configure a provider (ALMARA_API_URL and its companions) and what one of its methods needs (ALMARA_SHORT_CODE or ALMARA_CARD_ROUTE_ID), or FLEXPAY_API_URL and its companions",
    );
  return publicUrl === undefined ||
    masterKey === undefined ||
    env.problems.length > 0
    ? { ok: false, problems: env.problems }
    : { ok: true, config: deepFreeze({ publicUrl, masterKey, ...config }) };
}

function readPublicUrl(env: Environment): string | undefined {
  const name = "MALIPO_PUBLIC_URL";
  const text = env.text(name);
  const parsed =
    text === undefined ? { fault: "is missing" } : parsePublicUrl(text);
  if ("url" in parsed) return parsed.url;
  env.complain(name, parsed.fault);
  return undefined;
}

/** What only this machine can reach needs no open door, and may have a demo's secrets. */
function standardHost(hostname: string): string {
  if (hostname === "[::1]") return "::1";
  if (/^127\./.test(hostname)) return hostname;
  return isLoopbackHost(hostname) ? "127.0.0.1" : "0.0.0.0";
}

function readPorts(env: Environment): { port: number; adminPort: number } {
  const range = { min: 0, max: 65_535 };
  const port = readInteger(env, "MALIPO_PORT", {
    ...range,
    standard: DEFAULTS.port,
  });
  const adminPort = readInteger(env, "MALIPO_ADMIN_PORT", {
    ...range,
    standard: DEFAULTS.adminPort,
  });
  if (port !== 0 && port === adminPort)
    env.complain("MALIPO_ADMIN_PORT", "must differ from MALIPO_PORT");
  return { port, adminPort };
}

function readTimes(env: Environment) {
  const read = (name: string, min: number, max: number, standard: number) =>
    readInteger(env, name, { min, max, standard });
  return {
    orderTtlSeconds: read(
      "MALIPO_ORDER_TTL_SECONDS",
      60,
      2_592_000,
      DEFAULTS.orderTtlSeconds,
    ),
    promptSeconds: read(
      "MALIPO_PROMPT_SECONDS",
      10,
      600,
      DEFAULTS.promptSeconds,
    ),
    deadlineGraceSeconds: read(
      "MALIPO_DEADLINE_GRACE_SECONDS",
      0,
      600,
      DEFAULTS.deadlineGraceSeconds,
    ),
  };
}

function readTrustProxy(env: Environment): TrustProxy {
  const name = "MALIPO_TRUST_PROXY";
  const text = env.text(name);
  if (text === undefined || text === "false") return false;
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const ranges = readList(env, name) ?? [];
  if (ranges.every(isProxyRange)) return ranges;
  env.complain(
    name,
    "must be false, the number of proxies in front, or their addresses with commas between",
  );
  return false;
}

function readLogLevel(env: Environment): LogLevel {
  const name = "MALIPO_LOG_LEVEL";
  const text = env.text(name) ?? DEFAULTS.logLevel;
  const level = LOG_LEVELS.find((known) => known === text);
  if (level === undefined)
    env.complain(name, `must be one of ${LOG_LEVELS.join(", ")}`);
  return level ?? DEFAULTS.logLevel;
}

function readOrigins(env: Environment): readonly string[] {
  const name = "MALIPO_ALLOWED_ORIGINS";
  const entries = readList(env, name) ?? [];
  return entries.flatMap((entry, index) => {
    const parsed = parseOrigin(entry);
    if ("origin" in parsed) return [parsed.origin];
    env.complain(name, `entry ${index + 1} ${parsed.fault}`);
    return [];
  });
}

function readDatabaseUrl(env: Environment): string {
  const name = "MALIPO_DATABASE_URL";
  const url = env.text(name) ?? DEFAULTS.databaseUrl;
  try {
    parseStoreUrl(url);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    env.complain(name, `can't be used: ${error.message}`);
  }
  return url;
}

function readMerchant(env: Environment, hostname: string): Merchant {
  const name = readText(env, "MALIPO_MERCHANT_NAME", MAX_NAME) ?? hostname;
  const supportUrl = env.text("MALIPO_SUPPORT_URL");
  if (supportUrl === undefined) return { name };
  const protocol = URL.parse(supportUrl)?.protocol ?? "";
  if (!/^(?:https?|mailto|tel):$/.test(protocol))
    env.complain(
      "MALIPO_SUPPORT_URL",
      "must be an https, http, mailto or tel address",
    );
  return { name, supportUrl };
}

function readCatalog(env: Environment): CatalogConfig | null {
  const name = "MALIPO_CATALOG";
  const text = env.text(name);
  if (text === undefined) return null;
  if (/^https?:\/\//i.test(text)) {
    if (!env.has("MALIPO_CART_SECRET"))
      env.complain(
        "MALIPO_CART_SECRET",
        "is missing: requests to a catalog address are signed with it",
      );
    const url = readServiceUrl(env, name);
    return url === undefined ? null : { type: "url", url };
  }
  const file = env.readFile(name, text);
  const parsed = file === undefined ? undefined : parseCatalogFile(file);
  if (parsed?.ok === false)
    env.complain(
      name,
      `names a file that is not a catalog: ${parsed.problems.join("; ")}`,
    );
  return { type: "file", path: path.resolve(text) };
}

/** Every value that must not appear in a log line, in every spelling it may have. */
export function secretsOf(config: Config): readonly string[] {
  const bytes = [
    config.masterKey,
    config.webhook?.secret,
    config.webhook?.previousSecret,
  ].flatMap((secret) => (secret == null ? [] : base64Spellings(secret)));
  const texts = [
    config.merchantKey,
    config.cartSecret,
    config.almara?.clientSecret,
    config.flexpay?.clientSecret,
    ...(config.flexpay?.webhookSecrets ?? []),
    config.flexpay?.privateKey?.d,
    URL.parse(config.databaseUrl)?.password,
  ];
  return [...bytes, ...texts.filter((text) => text != null)];
}

/** Without padding, so that both are found. */
function base64Spellings(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes);
  return [
    buffer.toString("base64").replace(/=+$/, ""),
    buffer.toString("base64url"),
    buffer.toString("hex"),
  ];
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
