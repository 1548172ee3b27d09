/**
 * What the provider says of a payout line. The numbers 4, 6, 7 and 8 are documented, 1 and 2 are our choice; the result
 * codes are those of https://docs.zamupay.com/error-codes-2105699m0. No code is no result: it is an empty text.
 */
import type { PayoutState } from "./payout.ts";

export interface PayoutResult {
  readonly status: number;
  readonly statusDescription: string;
  readonly resultCode: string;
  readonly resultDescription: string;
}

const FAILED = [6, "Failed"] as const;

const RESULTS: Readonly<
  Record<PayoutState, readonly [number, string, string, string]>
> = {
  queued: [2, "Queued", "", ""],
  pending: [1, "Pending", "", ""],
  paid: [4, "Completed", "0", "Success"],
  failed: [...FAILED, "13", "General error at the third party"],
  insufficient_funds: [...FAILED, "15", "Insufficient wallet funds"],
  declined: [...FAILED, "18", "Declined"],
  timed_out: [8, "Timed Out", "-1", "Timed Out"],
  rejected: [7, "Rejected", "18", "Rejected"],
};

export function toPayoutResult(state: PayoutState): PayoutResult {
  const [status, statusDescription, resultCode, resultDescription] =
    RESULTS[state];
  return { status, statusDescription, resultCode, resultDescription };
}

/** The answer to a reject order, by line: https://docs.transalink.io lists both. */
export function toRejectResult(rejected: boolean): {
  readonly resultCode: string;
  readonly resultCodeDescription: string;
} {
  return rejected
    ? { resultCode: "0", resultCodeDescription: "Success" }
    : {
        resultCode: "1",
        resultCodeDescription:
          "Transaction cannot be rejected on current status",
      };
}
