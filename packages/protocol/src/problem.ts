/** Errors on the wire: RFC 9457 problem documents with a stable `code`. */
import { z } from "zod";
import { scopeSchema } from "./scopes.ts";

/** All problem codes of the relay. Codes are stable; titles and details are for people. */
export const PROBLEM_CODES = [
  "invalid_request",
  "invalid_json",
  "body_too_large",
  "unsupported_media_type",
  "idempotency_key_missing",
  "idempotency_key_invalid",
  "idempotency_key_reused",
  "request_in_progress",
  "token_missing",
  "token_invalid",
  "token_expired",
  "origin_refused",
  "merchant_key_missing",
  "merchant_key_invalid",
  "merchant_key_expired",
  "console_signed_out",
  "console_origin_refused",
  "console_insecure",
  "insufficient_scope",
  "not_found",
  "method_not_allowed",
  "unknown_sku",
  "quantity_too_large",
  "cart_token_invalid",
  "currency_unsupported",
  "amount_required",
  "amount_not_allowed",
  "amount_out_of_range",
  "link_inactive",
  "link_used_up",
  "phone_used",
  "quantity_not_allowed",
  "return_url_refused",
  "order_not_changeable",
  "order_closed",
  "order_under_review",
  "attempt_alive",
  "method_unavailable",
  "phone_required",
  "phone_not_allowed",
  "phone_invalid",
  "check_too_soon",
  "too_many_requests",
  "too_many_streams",
  "too_many_exports",
  "catalog_unavailable",
  "store_unavailable",
  "provider_unavailable",
  "provider_busy",
  "provider_outcome_unknown",
  "provider_refused",
  "provider_conflict",
  "provider_not_configured",
  "refund_not_possible",
  "refund_closed",
  "attempt_required",
  "api_key_not_changeable",
  "too_many_api_keys",
  "webhook_endpoint_not_changeable",
  "too_many_webhook_endpoints",
  "webhook_endpoint_deleted",
  "payment_assigned",
  "payment_dismissed",
  "nothing_to_resolve",
  "order_changed",
  "day_not_over",
  "callback_refused",
  "internal_error",
] as const;
export const problemCodeSchema = z.enum(PROBLEM_CODES);
export type ProblemCode = z.infer<typeof problemCodeSchema>;

export const problemSchema = z
  .strictObject({
    /** URL of the page that explains this code. */
    type: z.url(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    /** The request id; quote it when you ask for help. */
    instance: z.string(),
    code: problemCodeSchema,
    /** The invalid fields and what is expected. */
    errors: z
      .array(z.strictObject({ field: z.string(), message: z.string() }))
      .optional(),
    /** The scope that the API key lacks. */
    scope: scopeSchema.optional(),
  })
  .meta({ id: "Problem" });
export type Problem = Readonly<z.infer<typeof problemSchema>>;
