/** FlexPay's settings: its account, and how its webhooks are checked and opened. */
import { parsePrivateJwk } from "../adapters/flexpay/private-key.ts";
import type { PrivateJwk } from "../adapters/flexpay/private-key.ts";
import { FLEXPAY_PATHS } from "../adapters/flexpay/settings.ts";
import type { FlexpayPaths } from "../adapters/flexpay/settings.ts";
import { parseTag } from "../adapters/flexpay/tags.ts";
import { SUPPORTED_CURRENCIES } from "../domain/currency.ts";
import type { Environment } from "./environment.ts";
import { readPaths } from "./paths.ts";
import { readSharedSecret } from "./secrets.ts";
import {
  readBaseUrl,
  readChoice,
  readList,
  readText,
  requireAll,
} from "./values.ts";

export interface FlexpayConfig {
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** "@duka" or "duka@dukaapp". */
  readonly tag: string;
  /** At least one: the secret in use, then the one before it while it is changed. */
  readonly webhookSecrets: readonly string[];
  /** What keys the signature: the secret itself, or the hexadecimal SHA-256 of it. */
  readonly webhookKey: "raw" | "sha256";
  /** Null: webhooks are not encrypted. */
  readonly privateKey: PrivateJwk | null;
  /** What is done with a transfer that belongs to no open order. */
  readonly unmatched: "reject" | "leave";
  /** ISO 4217, at least one. */
  readonly currencies: readonly string[];
  /** In the place of the standard ones. */
  readonly paths: Partial<FlexpayPaths>;
}

/** Nothing works without these. */
const ACCOUNT = [
  "FLEXPAY_API_URL",
  "FLEXPAY_CLIENT_ID",
  "FLEXPAY_CLIENT_SECRET",
  "FLEXPAY_TAG",
  "FLEXPAY_WEBHOOK_SECRET",
];

const OPTIONS = [
  "FLEXPAY_WEBHOOK_SECRET_PREVIOUS",
  "FLEXPAY_WEBHOOK_KEY",
  "FLEXPAY_PRIVATE_KEY",
  "FLEXPAY_UNMATCHED",
  "FLEXPAY_CURRENCIES",
  "FLEXPAY_PATHS",
];

const MAX_TEXT = 512;
const MAX_TAG = 128;
/** The provider makes this one; its length is not documented. */
const MIN_WEBHOOK_SECRET = 16;

/** Null where none of its variables is given, or one that it can't do without is missing or wrong. */
export function readFlexpay(
  env: Environment,
  isLocal: boolean,
): FlexpayConfig | null {
  if (![...ACCOUNT, ...OPTIONS].some((name) => env.has(name))) return null;
  requireAll(env, ACCOUNT, "FlexPay needs it");
  const apiUrl = readBaseUrl(env, "FLEXPAY_API_URL");
  const clientId = readText(env, "FLEXPAY_CLIENT_ID", MAX_TEXT);
  const clientSecret = env.secret("FLEXPAY_CLIENT_SECRET");
  const tag = readTag(env);
  const webhookSecrets = [
    "FLEXPAY_WEBHOOK_SECRET",
    "FLEXPAY_WEBHOOK_SECRET_PREVIOUS",
  ]
    .map((name) => readSharedSecret(env, name, isLocal, MIN_WEBHOOK_SECRET))
    .filter((secret) => secret !== null);
  const options = {
    webhookKey: readChoice(env, "FLEXPAY_WEBHOOK_KEY", ["raw", "sha256"]),
    privateKey: readPrivateKey(env),
    unmatched: readChoice(env, "FLEXPAY_UNMATCHED", ["reject", "leave"]),
    currencies: readCurrencies(env),
    paths: readPaths(env, "FLEXPAY_PATHS", FLEXPAY_PATHS),
  };
  return apiUrl === undefined ||
    clientId === undefined ||
    clientSecret === undefined ||
    tag === undefined ||
    !env.has("FLEXPAY_WEBHOOK_SECRET")
    ? null
    : { apiUrl, clientId, clientSecret, tag, webhookSecrets, ...options };
}

function readTag(env: Environment): string | undefined {
  const name = "FLEXPAY_TAG";
  const tag = readText(env, name, MAX_TAG);
  if (tag === undefined || parseTag(tag) !== null) return tag;
  env.complain(name, "must be like @duka or duka@dukaapp");
  return undefined;
}

function readPrivateKey(env: Environment): PrivateJwk | null {
  const name = "FLEXPAY_PRIVATE_KEY";
  const text = env.secret(name);
  if (text === undefined) return null;
  const key = parsePrivateJwk(parseJson(text));
  if (key === undefined)
    env.complain(
      name,
      "must be the private half of an EC P-256 key as a JSON Web Key (kty, crv, x, y, d)",
    );
  return key ?? null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's own message would repeat a part of the key.
    return undefined;
  }
}

function readCurrencies(env: Environment): readonly string[] {
  const name = "FLEXPAY_CURRENCIES";
  const currencies = readList(env, name) ?? ["NGN"];
  if (!currencies.every((code) => SUPPORTED_CURRENCIES.includes(code)))
    env.complain(
      name,
      `must be codes in capitals with commas between, of ${SUPPORTED_CURRENCIES.join(", ")}`,
    );
  return currencies;
}
