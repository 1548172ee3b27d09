/** The providers' own settings: all or none of each, and what each method needs. */
import type { Method } from "@malipo/protocol";
import type { Environment } from "./environment.ts";
import {
  readBaseUrl,
  readInteger,
  readList,
  readServiceUrl,
  readText,
} from "./values.ts";
import { VARIABLE_GROUPS } from "./variables.ts";

export interface AlmaraConfig {
  readonly apiUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string | null;
  readonly cardRouteId: string | null;
  readonly cardChannelType: number | null;
  readonly accountNo: string | null;
  readonly shortCode: string | null;
  /** Exact `host[:port]`. */
  readonly checkoutHosts: readonly string[];
}

export interface FlexpayConfig {
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tag: string;
  readonly webhookSecret: string;
}

/** https://docs.zamupay.com/express-deposit-request-25375893e0: field lengths. */
const SHORT_CODE_MAX = 7;
const ACCOUNT_NO_MAX = 25;
const MAX_TEXT = 512;

/** What a method can't do without. */
export const METHOD_NEEDS: Readonly<Record<Method, readonly string[] | null>> =
  {
    mpesa: ["ALMARA_SHORT_CODE"],
    card: [
      "ALMARA_CARD_ROUTE_ID",
      "ALMARA_CARD_CHANNEL_TYPE",
      "ALMARA_CHECKOUT_HOSTS",
    ],
    airtel: null,
    paybill: null,
    flexpay: null,
  };

const ALMARA_ACCOUNT = [
  "ALMARA_API_URL",
  "ALMARA_TOKEN_URL",
  "ALMARA_CLIENT_ID",
  "ALMARA_CLIENT_SECRET",
];
const FLEXPAY_ACCOUNT = [
  "FLEXPAY_API_URL",
  "FLEXPAY_CLIENT_ID",
  "FLEXPAY_CLIENT_SECRET",
  "FLEXPAY_TAG",
  "FLEXPAY_WEBHOOK_SECRET",
];

/** Null where none of its variables is given, or one that it can't do without is missing or wrong. */
export function readAlmara(env: Environment): AlmaraConfig | null {
  const given = (name: string): boolean => env.has(name);
  if (!namesOf("Almara Pay").some(given)) return null;
  requireAll(env, ALMARA_ACCOUNT, "Almara Pay needs it");
  const cardIsWanted = ["ALMARA_CARD_ROUTE_ID", "ALMARA_CARD_CHANNEL_TYPE"];
  if (cardIsWanted.some(given))
    requireAll(env, METHOD_NEEDS.card ?? [], "cards need it");
  const apiUrl = readBaseUrl(env, "ALMARA_API_URL");
  const tokenUrl = readServiceUrl(env, "ALMARA_TOKEN_URL");
  const clientId = readText(env, "ALMARA_CLIENT_ID", MAX_TEXT);
  const clientSecret = env.secret("ALMARA_CLIENT_SECRET");
  const options = {
    scope: readText(env, "ALMARA_SCOPE", MAX_TEXT) ?? null,
    cardRouteId: readText(env, "ALMARA_CARD_ROUTE_ID", MAX_TEXT) ?? null,
    cardChannelType: readChannelType(env),
    accountNo: readText(env, "ALMARA_ACCOUNT_NO", ACCOUNT_NO_MAX) ?? null,
    shortCode: readText(env, "ALMARA_SHORT_CODE", SHORT_CODE_MAX) ?? null,
    checkoutHosts: readHosts(env, "ALMARA_CHECKOUT_HOSTS"),
  };
  return apiUrl === undefined ||
    tokenUrl === undefined ||
    clientId === undefined ||
    clientSecret === undefined
    ? null
    : { apiUrl, tokenUrl, clientId, clientSecret, ...options };
}

/** Null as for `readAlmara`. */
export function readFlexpay(env: Environment): FlexpayConfig | null {
  if (!FLEXPAY_ACCOUNT.some((name) => env.has(name))) return null;
  requireAll(env, FLEXPAY_ACCOUNT, "FlexPay needs it");
  const apiUrl = readBaseUrl(env, "FLEXPAY_API_URL");
  const clientId = readText(env, "FLEXPAY_CLIENT_ID", MAX_TEXT);
  const clientSecret = env.secret("FLEXPAY_CLIENT_SECRET");
  const tag = readText(env, "FLEXPAY_TAG", MAX_TEXT);
  const webhookSecret = env.secret("FLEXPAY_WEBHOOK_SECRET");
  return apiUrl === undefined ||
    clientId === undefined ||
    clientSecret === undefined ||
    tag === undefined ||
    webhookSecret === undefined
    ? null
    : { apiUrl, clientId, clientSecret, tag, webhookSecret };
}

function namesOf(title: string): readonly string[] {
  return VARIABLE_GROUPS.filter((group) => group.title === title).flatMap(
    ({ variables }) => variables.map(({ name }) => name),
  );
}

function requireAll(
  env: Environment,
  names: readonly string[],
  why: string,
): void {
  for (const name of names)
    if (!env.has(name)) env.complain(name, `is missing: ${why}`);
}

function readChannelType(env: Environment): number | null {
  const name = "ALMARA_CARD_CHANNEL_TYPE";
  return env.has(name)
    ? readInteger(env, name, { min: 0, max: 999_999, standard: 0 })
    : null;
}

function readHosts(env: Environment, name: string): readonly string[] {
  const entries = readList(env, name) ?? [];
  const hosts = entries.flatMap((entry) => {
    const host = URL.parse(`https://${entry}`)?.host;
    return host !== undefined && /^[\w.:[\]-]+$/.test(entry) ? [host] : [];
  });
  if (hosts.length < entries.length)
    env.complain(
      name,
      "must be host or host:port with commas between, without scheme, path or wildcard",
    );
  return hosts;
}
