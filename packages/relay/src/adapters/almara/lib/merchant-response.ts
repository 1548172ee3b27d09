/** Common handling of responses to the merchant's calls: refusals, unknown ids, rate limits, and missing responses. */
import type { Log } from "../../../ports/log.ts";
import type { ProviderResult } from "../../../ports/provider-result.ts";
import { retryAfter } from "../../provider-http/api.ts";
import type { ApiResult } from "../../provider-http/api.ts";
import { logMismatch } from "./context.ts";
import { describeFields, readErrorBody } from "./error-body.ts";
import { isNotFound } from "./not-found.ts";
import { isRefusalCode } from "./result-codes/deposit.ts";

/** If a call changes something, an inconclusive response leaves its outcome unknown. */
export type CallKind = "reads" | "changes";

export type FailedResult = Exclude<ProviderResult<never>, { kind: "found" }>;

/** For a 429 without Retry-After. */
const RETRY_AFTER_SECONDS = 30;

/** https://docs.transalink.io/data-types-2117711m0 */
const ID_MAX = 100;

/** Other ids can't exist at the provider, so no request is needed. */
export function isPossibleId(id: string): boolean {
  return id.trim() !== "" && id.length <= ID_MAX;
}

/** The JSON of a 2xx response, or the failure. */
export function readMerchantResponse(
  response: ApiResult,
  call: CallKind,
): { readonly kind: "content"; readonly content: object } | FailedResult {
  if (response.kind === "not_sent")
    return {
      ...unavailable(response.detail, "reads"),
      ...retryAfter(response),
    };
  if (response.kind === "lost") return unavailable(response.detail, call);
  const { status, json } = response;
  const detail = `HTTP ${status}`;
  if (isNotFound(response)) return { kind: "not_found" };
  if (status === 429)
    return {
      kind: "busy",
      retryAfterSeconds: Math.max(
        1,
        response.retryAfterSeconds ?? RETRY_AFTER_SECONDS,
      ),
    };
  if (status === 401 || status === 404 || status === 405)
    return unavailable(detail, "reads");
  if (status === 403)
    return refused("the account lacks the permission for this call");

  const body = readErrorBody(json);
  if (status === 409)
    return {
      kind: "refused",
      conflict: true,
      reason: body === undefined ? null : describeFields(body.fields),
    };
  if (status === 400 && body !== undefined)
    return body.resultCode === null || isRefusalCode(body.resultCode)
      ? refused(describeFields(body.fields))
      : unavailable(`${detail}, no conclusive result code`, call);
  if (status < 200 || status >= 300)
    return { ...unavailable(detail, call), ...retryAfter(response) };
  if (body === undefined || typeof json !== "object" || json === null)
    return unavailable(`${detail}, unreadable body`, call);
  return body.isError
    ? unavailable(`${detail} with errors in its body`, call)
    : { kind: "content", content: json };
}

export function unavailable(detail: string, call: CallKind): FailedResult {
  return { kind: "unavailable", mayHaveHappened: call === "changes", detail };
}

/** The response is about another id: nothing is known about ours. */
export function mismatchedId(
  log: Log,
  id: string,
  call: CallKind,
): FailedResult {
  logMismatch(log, id);
  return unavailable("the response has another id", call);
}

function refused(reason: string): FailedResult {
  return { kind: "refused", conflict: false, reason };
}
