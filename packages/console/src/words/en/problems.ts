/** Of the relay's problems, by their code: each that a call of the console can have. A test compares the list with the routes. */
import type { ProblemCode } from "@malipo/protocol";

export const problems = {
  invalid_request: "The relay does not accept what was entered.",
  invalid_json:
    "The relay could not read what this page sent. Reload the page.",
  unsupported_media_type:
    "The relay could not read what this page sent. Reload the page.",
  body_too_large: "This is too long.",
  idempotency_key_missing:
    "The relay could not read what this page sent. Reload the page.",
  idempotency_key_invalid:
    "The relay could not read what this page sent. Reload the page.",
  idempotency_key_reused:
    "This was sent before, with other values. Look whether that was done before you send it again.",
  request_in_progress:
    "The same request is still running. Try again in a moment.",
  merchant_key_missing: "Enter an API key.",
  merchant_key_invalid:
    "This relay does not know the key. Check that it is complete, and the key of this relay.",
  merchant_key_expired: "This API key has expired. Use another one.",
  console_signed_out: "Your session has ended. Sign in again.",
  console_origin_refused:
    "The relay can’t tell that this comes from its own console. Whoever runs the relay has to check the proxy in front of it.",
  console_insecure:
    "The key would be sent unencrypted. Open the console over https, or through an SSH tunnel as http://localhost.",
  insufficient_scope: "Your API key may not do this.",
  not_found: "It doesn’t exist, or no longer exists.",
  currency_unsupported: "This currency can’t be used here.",
  amount_out_of_range: "This amount is too small or too large here.",
  return_url_refused:
    "The return address is not on one of the sites that the relay’s configuration allows.",
  order_closed: "The order has ended: this is no longer possible.",
  order_under_review:
    "Money may have moved for this order. Compare it with the provider's statement first.",
  attempt_alive:
    "A payment may still succeed. Ask the provider now, or wait until it has ended.",
  check_too_soon:
    "The provider was asked a moment ago. Try again in {seconds} s.",
  too_many_requests: "Too many requests. Try again in {seconds} s.",
  too_many_exports:
    "Three downloads with your key are running already. Wait until one has ended.",
  store_unavailable:
    "The relay’s database does not respond. Try again in a moment.",
  provider_unavailable:
    "The provider does not respond. Nothing was changed; try again later.",
  provider_busy:
    "The provider takes no more requests for a moment. Nothing was changed; try again soon.",
  provider_outcome_unknown:
    "The provider may have done it. Look before you repeat it.",
  provider_refused: "The provider refused.",
  provider_conflict: "At the provider it is too late, or too early, for this.",
  provider_not_configured:
    "The relay is not set up for this. Whoever runs it has to set its variables.",
  refund_not_possible: "This payment can’t be refunded here.",
  refund_closed: "This refund has ended: there is nothing left to stop.",
  attempt_required:
    "The order was paid more than once. Choose the payment to refund.",
  api_key_not_changeable: "This key can’t be changed here.",
  too_many_api_keys:
    "There are too many API keys. Delete one that nobody uses.",
  webhook_endpoint_not_changeable:
    "This endpoint is set in the relay’s configuration and can only be changed there.",
  too_many_webhook_endpoints:
    "There are too many webhook endpoints. Delete one that nobody uses.",
  order_changed:
    "The order has changed since you opened this. Look at it again before you settle it.",
  webhook_endpoint_deleted:
    "The endpoint that this webhook was for was deleted.",
  payment_assigned: "Somebody has assigned this payment to an order already.",
  payment_dismissed: "Somebody has dismissed this payment already.",
  nothing_to_resolve: "Somebody has settled this already.",
  day_not_over: "This day is not over yet in your shop’s time zone.",
  internal_error:
    "An unexpected error in the relay. Quote the request id when you report it.",
} as const satisfies Partial<Record<ProblemCode, string>>;
