/** A payout at the provider: one or more lines, each a payment to one recipient. Pure types. */
import type { Amount } from "@malipo/protocol";
import type { PayoutAdvice, PayoutStatus } from "@malipo/protocol/merchant";

export type { PayoutAdvice, PayoutStatus };

export interface PayoutLine {
  readonly status: PayoutStatus;
  /** Null if the response has no amount and currency that can be parsed exactly. */
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
  /** The provider's last update. ISO 8601 in UTC; null if it has no readable time. */
  readonly at: string | null;
}

export interface Payout {
  /** `originatorConversationId`. */
  readonly id: string;
  readonly providerId: string | null;
  /** The provider has processed the order, which doesn't mean that it was paid. */
  readonly processed: boolean;
  /** The lines' common status; if they differ, the least final one. */
  readonly status: PayoutStatus;
  readonly remarks: string | null;
  readonly lines: readonly PayoutLine[];
  /** The merchant's account balances. Never shown to shoppers. */
  readonly balances: {
    readonly working: Amount | null;
    readonly utility: Amount | null;
    readonly wallet: Amount | null;
  } | null;
}

/** The result of a rejection for one line. */
export interface RejectedLine {
  readonly id: string;
  /** Based on the result code only. */
  readonly rejected: boolean;
  readonly code: string;
  readonly reason: string | null;
}

/** A payout to a payer's phone, for a refund. */
export interface PayoutRequest {
  /** The relay's id, also the provider's idempotency key. A UUID. */
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
