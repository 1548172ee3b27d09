/**
 * Interprets the response to a submit. The result is "refused" only if the provider certainly accepted nothing;
 * anything doubtful is "unknown" and resolved by a query with the same id.
 */
import type { FailureCode } from "@malipo/protocol";
import type { Log } from "../../../ports/log.ts";
import type { SubmitResult } from "../../../ports/provider.ts";
import type { ApiResult } from "../../provider-http/api.ts";
import { logMismatch } from "../lib/context.ts";
import { hasOtherId } from "../lib/envelope.ts";
import { describeFields, readErrorBody } from "../lib/error-body.ts";
import { isRefusalCode } from "../lib/result-codes/deposit.ts";

/**
 * Rejected before processing. https://docs.zamupay.com/overview-1946542m0 (403),
 * https://developers.wapipay.com/apis/token-request (401)
 */
const NOT_PROCESSED: ReadonlySet<number> = new Set([401, 403, 404, 405, 429]);

const FIELD_CODES: ReadonlyMap<string, FailureCode> = new Map([
  ["phonenumber", "invalid_account"],
  ["primaryaccountnumber", "invalid_account"],
  ["amount", "limit_exceeded"],
]);

type FailedSubmit = Exclude<SubmitResult, { kind: "accepted" }>;

/** The JSON of a 2xx response about our id, or the failure. */
export type SubmitContent =
  { readonly kind: "content"; readonly content: object } | FailedSubmit;

export function readSubmitResponse(
  response: ApiResult,
  id: string,
  log: Log,
): SubmitContent {
  if (response.kind === "not_sent") return unavailable(response.detail);
  if (response.kind === "lost")
    return { kind: "unknown", detail: response.detail };
  const { status, json } = response;
  const detail = `HTTP ${status}`;
  if (NOT_PROCESSED.has(status)) return unavailable(detail);
  const success = status >= 200 && status < 300;
  if (!success && status !== 400) return { kind: "unknown", detail };

  const body = readErrorBody(json);
  if (body === undefined || typeof json !== "object" || json === null)
    return { kind: "unknown", detail: `${detail}, unreadable body` };
  if (body.duplicate)
    return { kind: "unknown", detail: `${detail}, duplicate id` };
  const { resultCode } = body;
  if (!success)
    return resultCode === null || isRefusalCode(resultCode)
      ? refusedFields(body.fields)
      : { kind: "unknown", detail: `${detail}, no conclusive result code` };
  if (body.isError)
    return { kind: "unknown", detail: `${detail} with errors in its body` };
  if (!hasOtherId(json, id)) return { kind: "content", content: json };
  logMismatch(log, id);
  return { kind: "unknown", detail: "the response has another id" };
}

/** Nothing was sent, or nothing was accepted. */
export function unavailable(detail: string): FailedSubmit {
  return { kind: "refused", code: "provider_unavailable", detail };
}

function refusedFields(names: readonly string[]): FailedSubmit {
  const code = [...FIELD_CODES].find(([name]) => names.includes(name))?.[1];
  return {
    kind: "refused",
    code: code ?? "unknown",
    detail: `HTTP 400, ${describeFields(names)}`,
  };
}
