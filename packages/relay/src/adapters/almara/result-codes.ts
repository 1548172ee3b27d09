/**
 * What the provider's codes mean to us. There are three spaces, and a code of one says nothing in
 * another: Safaricom's (Daraja) and the platform's own for deposits, and the checkout's.
 */
import type { FailureCode } from "@malipo/protocol";
import type { QueryAnswer } from "../../ports/provider.ts";

/** A Map, not an object: "constructor" must be an unknown code. */
type Table = ReadonlyMap<string, QueryAnswer>;

const failed = (code: FailureCode): QueryAnswer => ({
  kind: "refused",
  status: "failed",
  code,
});

/** The code that, with a receipt, says paid. The same in both deposit spaces. */
export const DEPOSIT_DONE = "0";
/** Platform: the id was used before; "query by originatorConversationId". */
export const DUPLICATE_ID = "9";

/** Daraja. https://www.kenzobe.com/blog/mpesa-daraja-api-errors, https://paylod.dev/docs/errors */
const DARAJA: Table = new Map<string, QueryAnswer>([
  ["1", failed("insufficient_funds")],
  ["17", failed("provider_unavailable")],
  ["26", failed("provider_unavailable")],
  ["1001", failed("session_busy")],
  ["1019", { kind: "refused", status: "expired", code: null }],
  ["1025", failed("phone_unreachable")],
  ["1032", { kind: "refused", status: "cancelled", code: null }],
  ["1037", { kind: "refused", status: "expired", code: "phone_unreachable" }],
  ["2001", failed("wrong_pin")],
  ["9999", failed("phone_unreachable")],
]);

/** The platform's transaction codes, as far as they are final. https://docs.zamupay.com/error-codes-2105699m0 */
const PLATFORM: Table = new Map<string, QueryAnswer>([
  ["-1", { kind: "timed_out" }],
  ["2", failed("limit_exceeded")],
  ["5", failed("invalid_account")],
  // The credited account is the merchant's.
  ["6", failed("provider_unavailable")],
  // Under the minimum: the same amount can only fail again.
  ["7", failed("limit_exceeded")],
  ["8", failed("unknown")],
  ["10", failed("provider_unavailable")],
  ["11", { kind: "not_found" }],
  ["15", failed("insufficient_funds")],
  ["18", failed("declined")],
  ["19", failed("unknown")],
]);

/**
 * Codes of the same page that settle nothing: the duplicate, what it calls inconclusive, and server errors, behind which
 * money may have moved. Another edition of it warns of paying twice after them
 * (https://docs.zamupay.com/-zamupay-transactions-response-codes-2105699m0).
 */
const INCONCLUSIVE: ReadonlySet<string> = new Set([
  ...["3", "4", DUPLICATE_ID, "12", "13", "14"],
  ...["16", "20", "21", "22", "999"],
]);

/** What a deposit's result code other than "0" means; undefined for one that nobody documents. */
export function depositAnswer(code: string): QueryAnswer | undefined {
  return (
    DARAJA.get(code) ??
    PLATFORM.get(code) ??
    (INCONCLUSIVE.has(code) ? { kind: "pending" } : undefined)
  );
}

/** Status numbers of a checkout. https://docs.transalink.io/checkout-callback-request-34512112e0 (4), and its sibling calls. */
export const CHECKOUT_COMPLETED = "4";
export const CHECKOUT_REFUSED: ReadonlySet<string> = new Set(["6", "7"]);
export const CHECKOUT_TIMED_OUT = "8";
/** With status 4: paid. The only checkout result code the provider documents. */
export const CHECKOUT_PROCESSED = "000";

/**
 * Why a checkout was refused, by the ISO 8583 response code that "000" looks like
 * (https://en.wikipedia.org/wiki/ISO_8583#Response_code). Inferred: it chooses our words, never whether money moved.
 */
const CHECKOUT_REASONS = new Map<string, FailureCode>([
  ["014", "invalid_account"],
  ["051", "insufficient_funds"],
  ["055", "wrong_pin"],
  ["061", "limit_exceeded"],
  ["091", "provider_unavailable"],
  ["096", "provider_unavailable"],
]);
const CHECKOUT_CANCELLED = "017";

/** For a checkout that the provider calls failed or rejected. */
export function checkoutRefusal(code: string | null): QueryAnswer {
  if (code === CHECKOUT_CANCELLED)
    return { kind: "refused", status: "cancelled", code: null };
  return failed(CHECKOUT_REASONS.get(code ?? "") ?? "declined");
}
