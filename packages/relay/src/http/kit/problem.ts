/** Refusals as RFC 9457 problem documents: the table from codes to HTTP statuses and titles. */
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
  invalid_request: { status: 400, title: "The request is not valid" },
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
    title: "The Idempotency-Key header is not valid",
  },
  idempotency_key_reused: {
    status: 422,
    title: "The Idempotency-Key was already used for a different request",
  },
  request_in_progress: {
    status: 409,
    title: "The same request is still being processed",
  },
  token_missing: { status: 401, title: "The relay token is missing" },
  token_invalid: { status: 401, title: "The relay token is not valid" },
  token_expired: { status: 401, title: "The relay token has expired" },
  origin_refused: { status: 403, title: "This page's origin is not allowed" },
  merchant_key_missing: { status: 401, title: "The merchant key is missing" },
  merchant_key_invalid: { status: 401, title: "The merchant key is wrong" },
  merchant_key_expired: { status: 401, title: "The API key has expired" },
  console_signed_out: { status: 401, title: "Nobody is signed in" },
  console_origin_refused: {
    status: 403,
    title: "The request does not come from the console",
  },
  console_insecure: {
    status: 403,
    title: "The console was opened over an unencrypted connection",
  },
  insufficient_scope: { status: 403, title: "The API key may not do this" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: {
    status: 405,
    title: "The HTTP method is not allowed here",
  },
  unknown_sku: { status: 422, title: "The product is not in the catalog" },
  quantity_too_large: {
    status: 422,
    title: "The quantity is too large",
  },
  cart_token_invalid: { status: 422, title: "The cart token is not valid" },
  currency_unsupported: { status: 422, title: "The currency is not supported" },
  amount_required: {
    status: 422,
    title: "The payment link needs an amount",
  },
  amount_not_allowed: {
    status: 422,
    title: "The payment link has a fixed amount",
  },
  amount_out_of_range: { status: 422, title: "The amount is out of range" },
  link_inactive: { status: 409, title: "The payment link is not active" },
  link_used_up: { status: 409, title: "The payment link is used up" },
  phone_used: {
    status: 409,
    title: "This phone number has used the payment link",
  },
  quantity_not_allowed: {
    status: 422,
    title: "The payment link doesn't allow this quantity",
  },
  return_url_refused: {
    status: 422,
    title: "The return address is not on an allowed origin",
  },
  order_not_changeable: {
    status: 409,
    title: "The order can no longer be changed",
  },
  order_closed: { status: 409, title: "The order is closed" },
  order_under_review: {
    status: 409,
    title: "The order needs a manual review",
  },
  attempt_alive: {
    status: 409,
    title: "Another attempt to pay this order is in progress",
  },
  method_unavailable: {
    status: 422,
    title: "The method is not available for this order",
  },
  phone_required: { status: 422, title: "This method needs a phone number" },
  phone_not_allowed: {
    status: 422,
    title: "This method takes no phone number",
  },
  phone_invalid: {
    status: 422,
    title: "The phone number is not valid",
  },
  check_too_soon: {
    status: 429,
    title: "The attempt was checked a moment ago",
  },
  too_many_requests: { status: 429, title: "Too many requests" },
  too_many_streams: { status: 429, title: "Too many open event streams" },
  too_many_exports: { status: 429, title: "Too many open exports" },
  catalog_unavailable: {
    status: 503,
    title: "Prices are not available right now",
  },
  store_unavailable: {
    status: 503,
    title: "The relay's database is not responding",
  },
  provider_unavailable: {
    status: 503,
    title: "The payment provider is not responding",
  },
  callback_refused: {
    status: 401,
    title: "The callback's signature could not be verified",
  },
  // The provider's limit, not ours: the caller did not send too many requests.
  provider_busy: {
    status: 503,
    title: "The payment provider is rate-limiting requests",
  },
  provider_outcome_unknown: {
    status: 502,
    title: "The outcome at the payment provider is unknown",
  },
  provider_refused: {
    status: 422,
    title: "The payment provider refused the request",
  },
  provider_conflict: {
    status: 409,
    title: "The payment provider's state does not allow this",
  },
  provider_not_configured: {
    status: 409,
    title: "The relay is not configured for this call",
  },
  refund_not_possible: { status: 409, title: "This payment can't be refunded" },
  refund_closed: { status: 409, title: "The refund can no longer be stopped" },
  attempt_required: {
    status: 422,
    title: "The request must name the payment to refund",
  },
  api_key_not_changeable: {
    status: 409,
    title: "The API key can't be changed",
  },
  too_many_api_keys: { status: 409, title: "There are too many API keys" },
  webhook_endpoint_not_changeable: {
    status: 409,
    title: "The webhook endpoint can't be changed",
  },
  too_many_webhook_endpoints: {
    status: 409,
    title: "There are too many webhook endpoints",
  },
  webhook_endpoint_deleted: {
    status: 409,
    title: "The webhook endpoint was deleted",
  },
  payment_assigned: {
    status: 409,
    title: "The payment already counts for an order",
  },
  payment_dismissed: {
    status: 409,
    title: "The payment was dismissed with another note",
  },
  nothing_to_resolve: {
    status: 409,
    title: "Nothing about the order needs a person",
  },
  order_changed: {
    status: 409,
    title: "The order has changed since you looked at it",
  },
  day_not_over: { status: 409, title: "The day is not over yet" },
  internal_error: { status: 500, title: "Internal error" },
};

/** The path of a code's documentation page. */
export const problemPath = (code: ProblemCode): string => `/problems/${code}`;

export function toProblem(refused: Refused, context: RequestContext): Problem {
  const { code, detail, errors, scope } = refused;
  const { status, title } = PROBLEMS[code];
  return {
    // RFC 9457, section 4.2.1: "about:blank" if there is no page to link to.
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
    ...(scope === undefined ? {} : { scope }),
  };
}

/** Shows a refusal as a page; false if the client wants the problem document. */
type ShowProblem = (problem: Problem) => boolean;

const pages = new WeakMap<ServerResponse, ShowProblem>();

/** For responses that a person may see. */
export function setProblemPage(res: ServerResponse, show: ShowProblem): void {
  pages.set(res, show);
}

const CHALLENGE = 'Bearer realm="malipo"';

/** Sends a refusal on any response, Express's or plain. If a response has already begun, closes the connection. */
export function sendProblem(res: ServerResponse, refused: Refused): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const problem = toProblem(refused, requestContext(res));
  res.removeHeader("ETag");
  if (refused.retryAfterSeconds !== undefined)
    res.setHeader("Retry-After", Math.ceil(refused.retryAfterSeconds));
  // RFC 9110, section 15.5.2: a 401 says how to authenticate.
  if (problem.status === 401) res.setHeader("WWW-Authenticate", CHALLENGE);
  // RFC 6750, section 3.1: and a 403 says which scope is needed.
  if (refused.scope !== undefined)
    res.setHeader(
      "WWW-Authenticate",
      `${CHALLENGE}, error="insufficient_scope", scope="${refused.scope}"`,
    );
  if (pages.get(res)?.(problem) === true) return;
  const body = JSON.stringify(problem);
  res.setHeader("Content-Type", "application/problem+json");
  res.setHeader("Content-Length", Buffer.byteLength(body));
  res.setHeader("Cache-Control", "no-store");
  res.setHeader("X-Content-Type-Options", "nosniff");
  res.statusCode = problem.status;
  res.end(body);
}
