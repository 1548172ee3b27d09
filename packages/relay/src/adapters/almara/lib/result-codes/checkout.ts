/** The result codes of a checkout's outcome. https://docs.transalink.io/checkout-callback-request-34512112e0 */
import type { FailureCode } from "@malipo/protocol";
import type { QueryAnswer } from "../../../../ports/provider.ts";

/** With the status "completed": paid. The only code the provider documents. */
export const CHECKOUT_PROCESSED = "000";
const CHECKOUT_CANCELLED = "017";

/**
 * Why a checkout was refused, by the ISO 8583 response code that "000" looks like
 * (https://en.wikipedia.org/wiki/ISO_8583#Response_code). Inferred: it chooses our words, never whether money moved.
 */
const REASONS: ReadonlyMap<string, FailureCode> = new Map<string, FailureCode>([
  ["014", "invalid_account"],
  ["051", "insufficient_funds"],
  ["055", "wrong_pin"],
  ["061", "limit_exceeded"],
  ["091", "provider_unavailable"],
  ["096", "provider_unavailable"],
]);

/** For a checkout that the provider calls failed or rejected. */
export function checkoutRefusal(code: string | null): QueryAnswer {
  if (code === CHECKOUT_CANCELLED)
    return { kind: "refused", status: "cancelled", code: null };
  return {
    kind: "refused",
    status: "failed",
    code: REASONS.get(code ?? "") ?? "declined",
  };
}
