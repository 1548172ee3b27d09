/**
 * Interprets the response to a submit. The result is "refused" only if the provider certainly accepted nothing;
 * anything doubtful is "unknown" and resolved by a query with the same id.
 */
import type { FailureCode } from "@malipo/protocol";
import type { Log } from "../../../ports/log.ts";
import type { SubmitAnswer } from "../../../ports/provider.ts";
import type { ApiAnswer } from "../../provider-http/api.ts";
import { logMismatch } from "../lib/context.ts";
import { namesOtherId } from "../lib/envelope.ts";
import { describeFields, readErrorBody } from "../lib/error-body.ts";
import { saysNo } from "../lib/result-codes/deposit.ts";

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

type NotAccepted = Exclude<SubmitAnswer, { kind: "accepted" }>;

/** The JSON of a 2xx response about our id, or the failure. */
export type SubmitReply =
  { readonly kind: "content"; readonly content: object } | NotAccepted;

export function readSubmitReply(
  answer: ApiAnswer,
  id: string,
  log: Log,
): SubmitReply {
  if (answer.kind === "not_sent") return unavailable(answer.detail);
  if (answer.kind === "lost") return { kind: "unknown", detail: answer.detail };
  const { status, json } = answer;
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
    return resultCode === null || saysNo(resultCode)
      ? refusedFields(body.fields)
      : { kind: "unknown", detail: `${detail}, no conclusive result code` };
  if (body.isError)
    return { kind: "unknown", detail: `${detail} with errors in its body` };
  if (!namesOtherId(json, id)) return { kind: "content", content: json };
  logMismatch(log, id);
  return { kind: "unknown", detail: "the response has another id" };
}

/** Nothing was sent, or nothing was accepted. */
export function unavailable(detail: string): NotAccepted {
  return { kind: "refused", code: "provider_unavailable", detail };
}

function refusedFields(names: readonly string[]): NotAccepted {
  const code = [...FIELD_CODES].find(([name]) => names.includes(name))?.[1];
  return {
    kind: "refused",
    code: code ?? "unknown",
    detail: `HTTP 400, ${describeFields(names)}`,
  };
}
