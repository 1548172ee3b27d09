/** Common handling of the provider's responses. */
import { cutText } from "@malipo/protocol/text";
import type { ProviderResult } from "../../ports/provider-result.ts";
import { retryAfter } from "../provider-http/api.ts";
import type { ApiResult } from "../provider-http/api.ts";
import { openEnvelope } from "./envelope.ts";
import type { Opened } from "./envelope.ts";
import { onOneLine } from "./text.ts";

/** Whether a call changes something at the provider; then a lost response leaves its outcome unknown. */
export type Effect = "reads" | "changes";

export type Failed = Exclude<ProviderResult<never>, { readonly kind: "found" }>;

export type ParsedResponse =
  { readonly kind: "content"; readonly content: object } | Failed;

/** The default Retry-After. The documented limits are per minute. */
const DEFAULT_RETRY_SECONDS = 60;
const MAX_REASON = 200;

/** Rejected before processing: no token, or no such call. */
const NOT_PROCESSED: ReadonlySet<number> = new Set([401, 405, 415]);
/** The state of the transfer or the payer's wallet doesn't allow it. */
const CONFLICTS: ReadonlySet<number> = new Set([409, 422]);

export function readResponse(
  response: ApiResult,
  effect: Effect,
  secrets: readonly string[],
): ParsedResponse {
  const changes = effect === "changes";
  if (response.kind !== "response")
    return {
      ...unavailable(response.detail, changes && response.kind === "lost"),
      ...retryAfter(response),
    };
  const { status, json, empty, retryAfterSeconds } = response;
  const opened = openEnvelope(json);
  const reason = readReason(opened, secrets);
  if (status === 429)
    return {
      kind: "busy",
      retryAfterSeconds: retryAfterSeconds ?? DEFAULT_RETRY_SECONDS,
    };
  if (CONFLICTS.has(status)) return { kind: "refused", conflict: true, reason };
  if (status === 400 || status === 403)
    return { kind: "refused", conflict: false, reason };
  // A 404 with a text page comes from a proxy between us and the provider.
  if (status === 404 && (opened !== undefined || empty))
    return { kind: "not_found" };
  if (NOT_PROCESSED.has(status)) return unavailable(`HTTP ${status}`, false);
  if (status < 200 || status >= 300)
    return {
      ...unavailable(`HTTP ${status}`, changes),
      ...retryAfter(response),
    };
  if (opened === undefined)
    return unavailable(`HTTP ${status}, unreadable body`, changes);
  // The reason is undocumented text: after a change, the state repeatsSecret.
  return opened.ok
    ? { kind: "content", content: opened.content }
    : { kind: "refused", conflict: changes, reason };
}

export function unavailable(detail: string, mayHaveHappened: boolean): Failed {
  return { kind: "unavailable", mayHaveHappened, detail };
}

/** The provider's message, unless it repeats a secret. */
function readReason(
  opened: Opened | undefined,
  secrets: readonly string[],
): string | null {
  if (opened === undefined || opened.ok) return null;
  const words = onOneLine(
    opened.words.map((word) => word.replace(/\.$/, "")).join("; "),
  );
  const repeatsSecret =
    secrets.some((secret) => words.includes(secret)) ||
    /\beyJ[\w-]{8,}|\bbearer\s/i.test(words);
  return words === "" || repeatsSecret ? null : cutText(words, MAX_REASON);
}
