/** A payout at the provider in our words: an order of one or more lines, each money sent to one recipient. Pure types. */
import type { Amount } from "@malipo/protocol";

/**
 * `queued` and `pending` may still be rejected where the provider tells them apart; `timed_out` is open: the money may
 * have moved; `unknown` is a status that nobody documents, and counts as not final.
 */
export const PAYOUT_STATUSES = [
  "pending",
  "paid",
  "failed",
  "rejected",
  "timed_out",
  "unknown",
] as const;
export type PayoutStatus = (typeof PAYOUT_STATUSES)[number];

/** What the provider's documents advise after a result code. */
export const PAYOUT_ADVICE = [
  "none",
  "retry_with_new_id",
  "retry_with_same_id",
  "query_again",
  "do_not_retry",
  "ask_the_provider",
] as const;
export type PayoutAdvice = (typeof PAYOUT_ADVICE)[number];

export interface PayoutLine {
  readonly status: PayoutStatus;
  /** Null where the answer names no amount or currency that we can read exactly. */
  readonly amount: Amount | null;
  readonly fee: Amount | null;
  readonly result: {
    readonly code: string;
    readonly description: string | null;
    readonly advice: PayoutAdvice;
  } | null;
  readonly recipient: {
    readonly name: string | null;
    readonly phone: string | null;
    readonly account: string | null;
  };
  readonly reference: string | null;
  readonly trackingNumber: string | null;
  /** The operator's receipt. */
  readonly receipt: string | null;
  /** When the provider last did something about it. ISO 8601 in UTC; null where it names no time that can be read. */
  readonly at: string | null;
}

export interface Payout {
  /** `originatorConversationId`. */
  readonly id: string;
  readonly providerId: string | null;
  /** The provider is done with the order; says nothing about money. */
  readonly processed: boolean;
  /** That of its lines where they agree; else the least final of them. */
  readonly status: PayoutStatus;
  readonly remarks: string | null;
  readonly lines: readonly PayoutLine[];
  /** The merchant's own; for the merchant's side only. */
  readonly balances: {
    readonly working: Amount | null;
    readonly utility: Amount | null;
    readonly wallet: Amount | null;
  } | null;
}

/** What became of a wish to reject, line by line. */
export interface RejectedLine {
  readonly id: string;
  /** Decided by the result code alone. */
  readonly rejected: boolean;
  readonly code: string;
  readonly reason: string | null;
}

/** Money back to a payer's phone. */
export interface PayoutRequest {
  /** Ours, and the provider's idempotency key. A UUID. */
  readonly id: string;
  readonly amount: Amount;
  /** Digits with country code. */
  readonly phone: string;
  readonly recipientName: string | null;
  readonly merchantName: string;
  /** What the payout is for, for example the order's reference. */
  readonly reference: string;
  /** For people; at most 255 characters. */
  readonly notes: string;
}
