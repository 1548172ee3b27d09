/** A payout at the provider in our words: an order of one or more lines, each money sent to one recipient. Pure types. */
import type { Amount } from "@malipo/protocol";
import type { PayoutAdvice, PayoutStatus } from "@malipo/protocol/merchant";

export type { PayoutAdvice, PayoutStatus };

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
