/**
 * The platform's transaction result codes. https://docs.zamupay.com/error-codes-2105699m0. They don't apply to
 * rejecting an order (reject-payout.ts) or to a checkout (checkout.ts), although the same numbers occur there.
 */
import type { PayoutAdvice } from "../../../../domain/payout.ts";

/** The only code for success. */
export const TRANSACTION_DONE = "0";
/** The id was used before: "query by originatorConversationId". */
export const DUPLICATE_ID = "9";

/**
 * Another edition of the page warns of paying twice after a blind retry
 * (https://docs.zamupay.com/-zamupay-transactions-response-codes-2105699m0): if the payment may have gone through (-1,
 * 16, 22), the advice is to query, whatever the first edition says.
 */
const ADVICE: ReadonlyMap<string, PayoutAdvice> = new Map<string, PayoutAdvice>(
  [
    [TRANSACTION_DONE, "none"],
    ["-1", "query_again"],
    ["1", "retry_with_new_id"],
    ["2", "do_not_retry"],
    ["3", "retry_with_new_id"],
    ["4", "retry_with_new_id"],
    ["5", "do_not_retry"],
    ["6", "do_not_retry"],
    ["7", "do_not_retry"],
    ["8", "do_not_retry"],
    [DUPLICATE_ID, "query_again"],
    ["10", "retry_with_new_id"],
    ["11", "retry_with_same_id"],
    ["12", "do_not_retry"],
    ["13", "do_not_retry"],
    ["14", "query_again"],
    ["15", "retry_with_new_id"],
    ["16", "query_again"],
    ["17", "do_not_retry"],
    ["18", "do_not_retry"],
    ["19", "do_not_retry"],
    ["20", "retry_with_new_id"],
    ["21", "ask_the_provider"],
    ["22", "query_again"],
    ["999", "retry_with_new_id"],
  ],
);

/** Undefined for an undocumented code. */
export function transactionAdvice(code: string): PayoutAdvice | undefined {
  return ADVICE.get(code);
}
