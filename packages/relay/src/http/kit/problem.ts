/** Refusals as RFC 9457 problem documents: the one table from codes to HTTP. */
import type { ServerResponse } from "node:http";
import type { Problem, ProblemCode } from "@malipo/protocol";
import type { Refused } from "../../domain/errors.ts";
import { requestContext } from "./request-context.ts";
import type { RequestContext } from "./request-context.ts";

export interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

export const PROBLEMS: Readonly<Record<ProblemCode, ProblemKind>> = {
  invalid_request: { status: 400, title: "The request is not as documented" },
  invalid_json: { status: 400, title: "The body is not JSON" },
  body_too_large: { status: 413, title: "The body is too large" },
  unsupported_media_type: {
    status: 415,
    title: "The body has the wrong content type",
  },
  idempotency_key_missing: {
    status: 400,
    title: "The Idempotency-Key header is missing",
  },
  idempotency_key_invalid: {
    status: 400,
    title: "The Idempotency-Key header can't be used",
  },
  idempotency_key_reused: {
    status: 422,
    title: "The Idempotency-Key was used for another request",
  },
  request_in_progress: {
    status: 409,
    title: "The same request is still running",
  },
  token_missing: { status: 401, title: "The relay token is missing" },
  token_invalid: { status: 401, title: "The relay token is not valid" },
  token_expired: { status: 401, title: "The relay token is over" },
  origin_refused: { status: 403, title: "This page may not use the relay" },
  merchant_key_missing: { status: 401, title: "The merchant key is missing" },
  merchant_key_invalid: { status: 401, title: "The merchant key is wrong" },
  not_found: { status: 404, title: "There is nothing here" },
  method_not_allowed: {
    status: 405,
    title: "This address does not take that HTTP method",
  },
  unknown_sku: { status: 422, title: "The catalog has no such product" },
  quantity_too_large: {
    status: 422,
    title: "More of a product than one order may hold",
  },
  cart_token_invalid: { status: 422, title: "The cart token can't be used" },
  currency_unsupported: { status: 422, title: "The currency is not supported" },
  amount_required: {
    status: 422,
    title: "The payment link asks for an amount",
  },
  amount_not_allowed: {
    status: 422,
    title: "The payment link has a fixed amount",
  },
  amount_out_of_range: { status: 422, title: "The amount is out of range" },
  link_inactive: { status: 409, title: "The payment link is not active" },
  return_url_refused: {
    status: 422,
    title: "The return address is not on an allowed origin",
  },
  order_not_changeable: {
    status: 409,
    title: "The order can't be changed any more",
  },
  order_closed: { status: 409, title: "The order is closed" },
  order_under_review: {
    status: 409,
    title: "A person must look at this order",
  },
  attempt_alive: {
    status: 409,
    title: "Another attempt to pay this order may still succeed",
  },
  method_unavailable: {
    status: 422,
    title: "The order can't be paid by this method",
  },
  phone_required: { status: 422, title: "This method needs a phone number" },
  phone_not_allowed: {
    status: 422,
    title: "This method takes no phone number",
  },
  phone_invalid: {
    status: 422,
    title: "This is not a phone number we can charge",
  },
  check_too_soon: { status: 429, title: "The provider was asked a moment ago" },
  too_many_requests: { status: 429, title: "Too many requests" },
  too_many_streams: { status: 429, title: "Too many open event streams" },
  catalog_unavailable: { status: 503, title: "Prices can't be had right now" },
  store_unavailable: {
    status: 503,
    title: "The relay's store does not answer",
  },
  provider_unavailable: {
    status: 503,
    title: "The payment provider does not answer",
  },
  callback_refused: {
    status: 401,
    title: "The callback is not proven to be the provider's",
  },
  // The provider's limit, not ours: nothing is wrong with the caller's own pace.
  provider_busy: {
    status: 503,
    title: "The payment provider wants to be asked later",
  },
  provider_outcome_unknown: {
    status: 502,
    title: "Nobody knows whether the payment provider did it",
  },
  provider_refused: { status: 422, title: "The payment provider refused" },
  provider_conflict: {
    status: 409,
    title: "At the payment provider it is too late for that",
  },
  provider_not_configured: {
    status: 409,
    title: "The relay is not set up for this call",
  },
  refund_not_possible: { status: 409, title: "This can't be paid back here" },
  refund_closed: { status: 409, title: "The refund has ended" },
  attempt_required: {
    status: 422,
    title: "Say which payment goes back",
  },
  internal_error: { status: 500, title: "Something went wrong in the relay" },
};

/** Where the page about a code is. */
export const problemPath = (code: ProblemCode): string => `/problems/${code}`;

export function toProblem(refused: Refused, context: RequestContext): Problem {
  const { code, detail, errors } = refused;
  const { status, title } = PROBLEMS[code];
  return {
    // RFC 9457, section 4.2.1: "about:blank" where there is no page to point at.
    type:
      context.publicUrl === null
        ? "about:blank"
        : `${context.publicUrl}${problemPath(code)}`,
    title,
    status,
    detail,
    instance: context.requestId,
    code,
    ...(errors === undefined || errors.length === 0
      ? {}
      : { errors: errors.map(({ field, message }) => ({ field, message })) }),
  };
}

/** Answers a refusal on any response, Express's or bare. A response that has already begun is broken off. */
export function sendProblem(res: ServerResponse, refused: Refused): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const problem = toProblem(refused, requestContext(res));
  const body = JSON.stringify(problem);
  res.removeHeader("ETag");
  res.setHeader("Content-Type", "application/problem+json");
  res.setHeader("Content-Length", Buffer.byteLength(body));
  res.setHeader("Cache-Control", "no-store");
  res.setHeader("X-Content-Type-Options", "nosniff");
  if (refused.retryAfterSeconds !== undefined)
    res.setHeader("Retry-After", Math.ceil(refused.retryAfterSeconds));
  // RFC 9110, section 15.5.2: a 401 says how to authenticate.
  if (problem.status === 401)
    res.setHeader("WWW-Authenticate", 'Bearer realm="malipo"');
  res.statusCode = problem.status;
  res.end(body);
}
