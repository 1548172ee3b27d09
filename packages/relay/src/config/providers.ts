/** Almara Pay's settings, and what each method needs. */
import type { Method } from "@malipo/protocol";
import { foldText } from "@malipo/protocol/text";
import { ALMARA_PATHS } from "../adapters/almara/lib/settings.ts";
import type { AlmaraPaths } from "../adapters/almara/lib/settings.ts";
import type { Environment } from "./environment.ts";
import type { FlexpayConfig } from "./flexpay.ts";
import { readPaths } from "./paths.ts";
import {
  readBaseUrl,
  readInteger,
  readList,
  readServiceUrl,
  readText,
  requireAll,
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
  readonly airtelShortCode: string | null;
  readonly airtelServiceCode: string | null;
  readonly paybillShortCode: string | null;
  readonly payoutRouteId: string | null;
  readonly payoutChannelType: number | null;
  /** Exact `host[:port]`. */
  readonly checkoutHosts: readonly string[];
  /** In the place of the standard ones. */
  readonly paths: Partial<AlmaraPaths>;
}

/** https://docs.zamupay.com/express-deposit-request-25375893e0: field lengths. */
const SHORT_CODE_MAX = 7;
const ACCOUNT_NO_MAX = 25;
const SERVICE_CODE_MAX = 6;
const MAX_TEXT = 512;

export interface ProviderConfigs {
  readonly almara: AlmaraConfig | null;
  readonly flexpay: FlexpayConfig | null;
}

export interface MethodNeeds {
  readonly provider: keyof ProviderConfigs;
  /** What it can't do without beside the provider's account. */
  readonly variables: readonly string[];
}

export const METHOD_NEEDS: Readonly<Record<Method, MethodNeeds>> = {
  mpesa: { provider: "almara", variables: ["ALMARA_SHORT_CODE"] },
  card: {
    provider: "almara",
    variables: [
      "ALMARA_CARD_ROUTE_ID",
      "ALMARA_CARD_CHANNEL_TYPE",
      "ALMARA_CHECKOUT_HOSTS",
    ],
  },
  airtel: { provider: "almara", variables: ["ALMARA_AIRTEL_SHORT_CODE"] },
  paybill: { provider: "almara", variables: ["ALMARA_PAYBILL_SHORT_CODE"] },
  flexpay: { provider: "flexpay", variables: [] },
};

const ALMARA_ACCOUNT = [
  "ALMARA_API_URL",
  "ALMARA_TOKEN_URL",
  "ALMARA_CLIENT_ID",
  "ALMARA_CLIENT_SECRET",
];
const ALMARA_PAYOUTS = ["ALMARA_PAYOUT_ROUTE_ID", "ALMARA_PAYOUT_CHANNEL_TYPE"];

/** Null where none of its variables is given, or one that it can't do without is missing or wrong. */
export function readAlmara(env: Environment): AlmaraConfig | null {
  const given = (name: string): boolean => env.has(name);
  if (!namesOf("Almara Pay").some(given)) return null;
  requireAll(env, ALMARA_ACCOUNT, "Almara Pay needs it");
  const cardIsWanted = ["ALMARA_CARD_ROUTE_ID", "ALMARA_CARD_CHANNEL_TYPE"];
  if (cardIsWanted.some(given))
    requireAll(env, METHOD_NEEDS.card.variables, "cards need it");
  if (given("ALMARA_AIRTEL_SERVICE_CODE"))
    requireAll(env, METHOD_NEEDS.airtel.variables, "Airtel Money needs it");
  if (ALMARA_PAYOUTS.some(given))
    requireAll(env, ALMARA_PAYOUTS, "payouts need it");
  const apiUrl = readBaseUrl(env, "ALMARA_API_URL");
  const tokenUrl = readServiceUrl(env, "ALMARA_TOKEN_URL");
  const clientId = readText(env, "ALMARA_CLIENT_ID", MAX_TEXT);
  const clientSecret = env.secret("ALMARA_CLIENT_SECRET");
  const text = (name: string, max: number): string | null =>
    readText(env, name, max) ?? null;
  const code = (name: string, max: number): string | null =>
    readText(env, name, max, foldText) ?? null;
  const options = {
    scope: text("ALMARA_SCOPE", MAX_TEXT),
    cardRouteId: text("ALMARA_CARD_ROUTE_ID", MAX_TEXT),
    cardChannelType: readChannelType(env, "ALMARA_CARD_CHANNEL_TYPE"),
    accountNo: text("ALMARA_ACCOUNT_NO", ACCOUNT_NO_MAX),
    shortCode: code("ALMARA_SHORT_CODE", SHORT_CODE_MAX),
    airtelShortCode: code("ALMARA_AIRTEL_SHORT_CODE", SHORT_CODE_MAX),
    airtelServiceCode: code("ALMARA_AIRTEL_SERVICE_CODE", SERVICE_CODE_MAX),
    paybillShortCode: code("ALMARA_PAYBILL_SHORT_CODE", SHORT_CODE_MAX),
    payoutRouteId: text("ALMARA_PAYOUT_ROUTE_ID", MAX_TEXT),
    payoutChannelType: readChannelType(env, "ALMARA_PAYOUT_CHANNEL_TYPE"),
    checkoutHosts: readHosts(env, "ALMARA_CHECKOUT_HOSTS"),
    paths: readPaths(env, "ALMARA_PATHS", ALMARA_PATHS),
  };
  return apiUrl === undefined ||
    tokenUrl === undefined ||
    clientId === undefined ||
    clientSecret === undefined
    ? null
    : { apiUrl, tokenUrl, clientId, clientSecret, ...options };
}

function namesOf(title: string): readonly string[] {
  return VARIABLE_GROUPS.filter((group) => group.title === title).flatMap(
    ({ variables }) => variables.map(({ name }) => name),
  );
}

function readChannelType(env: Environment, name: string): number | null {
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
