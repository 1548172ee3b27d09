/**
 * How an attempt can end, and what the provider then reports. Deposits carry Safaricom's result codes
 * (https://www.kenzobe.com/blog/mpesa-daraja-api-errors), checkouts the documented status numbers; of the checkout's
 * result codes only "000" is documented, so refusals use the ISO 8583 response code with the same meaning.
 */

export const OUTCOMES = [
  "paid",
  "insufficient_funds",
  "cancelled",
  "wrong_pin",
  "no_answer",
  "declined",
  "failed",
  "timed_out",
] as const;

export type Outcome = (typeof OUTCOMES)[number];

export interface DepositResult {
  readonly resultCode: string;
  readonly resultDesc: string;
  readonly status: "Completed" | "Failed";
}

export interface CheckoutResult {
  readonly status: 4 | 6 | 7 | 8;
  readonly statusDesc: string;
  readonly resultCode: string;
  readonly resultDesc: string;
}

const DEPOSIT_RESULTS: Readonly<Record<Outcome, readonly [string, string]>> = {
  paid: ["0", "The service request is processed successfully."],
  insufficient_funds: ["1", "The balance is insufficient for the transaction."],
  cancelled: ["1032", "Request cancelled by user."],
  wrong_pin: ["2001", "The initiator information is invalid."],
  no_answer: ["1037", "DS timeout user cannot be reached."],
  declined: ["18", "Declined."],
  failed: ["17", "System internal error."],
  timed_out: ["1019", "Transaction has expired."],
};

const FAILED = [6, "Failed"] as const;
const TIMED_OUT = [8, "Timed Out"] as const;

const CHECKOUT_RESULTS: Readonly<
  Record<Outcome, readonly [CheckoutResult["status"], string, string, string]>
> = {
  paid: [4, "Completed", "000", "Request Processed"],
  insufficient_funds: [...FAILED, "051", "Insufficient Funds"],
  cancelled: [7, "Rejected", "017", "Cancelled by Customer"],
  wrong_pin: [...FAILED, "055", "Incorrect PIN"],
  no_answer: [...TIMED_OUT, "068", "Response Received Too Late"],
  declined: [...FAILED, "005", "Do Not Honour"],
  failed: [...FAILED, "096", "System Malfunction"],
  timed_out: [...TIMED_OUT, "068", "Response Received Too Late"],
};

export function toDepositResult(outcome: Outcome): DepositResult {
  const [resultCode, resultDesc] = DEPOSIT_RESULTS[outcome];
  const status = outcome === "paid" ? "Completed" : "Failed";
  return { resultCode, resultDesc, status };
}

export function toCheckoutResult(outcome: Outcome): CheckoutResult {
  const [status, statusDesc, resultCode, resultDesc] =
    CHECKOUT_RESULTS[outcome];
  return { status, statusDesc, resultCode, resultDesc };
}
