/** Result codes of a checkout's outcome. https://docs.transalink.io/checkout-callback-request-34512112e0 */
import type { FailureCode } from "@malipo/protocol";
import type { QueryResult } from "../../../../ports/provider.ts";

/** Means paid, together with the status "completed". The only documented code. */
export const CHECKOUT_PROCESSED = "000";
const CHECKOUT_CANCELLED = "017";

/**
 * Failure codes by the ISO 8583 response code that "000" resembles
 * (https://en.wikipedia.org/wiki/ISO_8583#Response_code). Inferred: this only selects the text for the shopper, never
 * whether money moved.
 */
const REASONS: ReadonlyMap<string, FailureCode> = new Map<string, FailureCode>([
  ["014", "invalid_account"],
  ["051", "insufficient_funds"],
  ["055", "wrong_pin"],
  ["061", "limit_exceeded"],
  ["091", "provider_unavailable"],
  ["096", "provider_unavailable"],
]);

/** For a checkout with the status "failed" or "rejected". */
export function checkoutRefusal(code: string | null): QueryResult {
  if (code === CHECKOUT_CANCELLED)
    return { kind: "refused", status: "cancelled", code: null };
  return {
    kind: "refused",
    status: "failed",
    code: REASONS.get(code ?? "") ?? "declined",
  };
}
