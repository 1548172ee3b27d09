/** The settings of a merchant's application. */
import { foldText } from "@malipo/protocol/text";
import type { PrivateJwk } from "./private-key.ts";
import { parseTag } from "./tags.ts";
import { isReference } from "./reference.ts";

/** Relative to `apiUrl`; `{reference}` is replaced by a transfer's reference. */
export interface FlexpayPaths {
  readonly token: string;
  readonly pending: string;
  readonly transfer: string;
  readonly accept: string;
  readonly reject: string;
  readonly notices: string;
  readonly health: string;
}

export interface FlexpayTimeouts {
  readonly tokenMs: number;
  readonly readMs: number;
  /** For all pages of a list. */
  readonly listMs: number;
  /** Accept and reject. */
  readonly changeMs: number;
  readonly healthMs: number;
}

export interface FlexpaySettings {
  /** The base URL of the API, without the version: "https://idaas.yourflexpay.com/api". */
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The tag that payers send to, "@duka" or "duka@dukaapp": shown to them unchanged. */
  readonly tag: string;
  /** Accepted currencies as ISO 4217 codes. Default NGN. */
  readonly currencies?: readonly string[] | undefined;
  /** At least one, none of them empty; two during a rotation. */
  readonly webhookSecrets: readonly string[];
  /** The key of webhook signatures. Default "raw", the secret itself, as documented. */
  readonly webhookKey?: "raw" | "sha256" | undefined;
  /** Null if webhooks are not encrypted. */
  readonly privateKey: PrivateJwk | null;
  /** What to do with a transfer that matches no open order. Default "reject". */
  readonly unmatched?: "reject" | "leave" | undefined;
  readonly paths?: Partial<FlexpayPaths> | undefined;
  readonly timeouts?: Partial<FlexpayTimeouts> | undefined;
}

export interface ResolvedSettings extends Required<FlexpaySettings> {
  readonly currencies: readonly string[];
  readonly webhookKey: "raw" | "sha256";
  readonly unmatched: "reject" | "leave";
  readonly paths: FlexpayPaths;
  readonly timeouts: FlexpayTimeouts;
}

export const FLEXPAY_PATHS: FlexpayPaths = {
  token: "/v1/auth/token",
  pending: "/v1/transactions/pending",
  transfer: "/v1/transactions/{reference}",
  accept: "/v1/transactions/{reference}/accept",
  reject: "/v1/transactions/{reference}/reject",
  notices: "/v1/transactions/{reference}/webhooks",
  // The provider's public keys, https://docs.yourflexpay.com/idaas/authentication
  health: "/v1/keys/idaas",
};

export const DEFAULT_TIMEOUTS: FlexpayTimeouts = {
  tokenMs: 10_000,
  readMs: 10_000,
  listMs: 30_000,
  changeMs: 15_000,
  healthMs: 3_000,
};

/** Fills in the defaults. Throws for settings that would otherwise fail during a payment. */
export function resolveSettings(settings: FlexpaySettings): ResolvedSettings {
  const protocol = URL.parse(settings.apiUrl)?.protocol;
  if (protocol !== "https:" && protocol !== "http:")
    throw new TypeError("FlexPay: apiUrl is not an http or https address.");
  if (parseTag(settings.tag) === null)
    throw new TypeError("FlexPay: tag is not like @duka or duka@dukaapp.");
  return {
    ...settings,
    // Payers copy the tag, so it must not contain invisible characters.
    tag: foldText(settings.tag),
    currencies: settings.currencies ?? ["NGN"],
    webhookKey: settings.webhookKey ?? "raw",
    unmatched: settings.unmatched ?? "reject",
    paths: { ...FLEXPAY_PATHS, ...settings.paths },
    timeouts: { ...DEFAULT_TIMEOUTS, ...settings.timeouts },
  };
}

/** Inserts a reference that passes `isReference`. */
export function pathOf(template: string, reference: string): string {
  if (!isReference(reference))
    throw new TypeError("FlexPay: the reference can't be used in a path.");
  return template.replace("{reference}", () => encodeURIComponent(reference));
}
