/** What the sandbox knows of a payment order: money that the merchant sends to phones. */
import type { JsonObject } from "../../web/json-text.ts";
import type { Operator } from "../lib/operators.ts";

export const PAYOUT_OUTCOMES = [
  "paid",
  "failed",
  "insufficient_funds",
  "declined",
  "timed_out",
  "rejected",
] as const;

export type PayoutOutcome = (typeof PAYOUT_OUTCOMES)[number];

export type PayoutState = "queued" | "pending" | PayoutOutcome;

export interface PayoutLine {
  /** Of the line's outcome. */
  readonly id: string;
  /** All documented members, as they were sent or null. */
  readonly remitter: JsonObject;
  readonly recipient: JsonObject;
  readonly transaction: JsonObject;
  readonly remitterName: string | null;
  readonly recipientName: string;
  /** The recipient's, digits only: `254712345678`. */
  readonly phone: string;
  readonly operator: Operator;
  readonly amountCents: number;
  readonly trackingNumber: string;
  readonly state: PayoutState;
  /** M-Pesa's, once the money has arrived. */
  readonly receipt: string | null;
  readonly decidedAt: Date | null;
}

export interface PayoutOrder {
  readonly id: string;
  readonly originatorConversationId: string;
  /** The provider's own id, under either of its two names. */
  readonly conversationId: string;
  readonly remarks: string;
  readonly createdAt: Date;
  /** At least one; more make it a bulk order. */
  readonly lines: readonly PayoutLine[];
}

export function isOpen({ state }: PayoutLine): boolean {
  return state === "queued" || state === "pending";
}

/** Every line has ended, one way or another. It does not mean paid. */
export function isProcessed({ lines }: PayoutOrder): boolean {
  return !lines.some(isOpen);
}

/** A line that timed out may turn out paid or not; all other ends are final, and only an open line is stopped. */
export function canBecome(
  line: PayoutLine,
  state: PayoutOutcome | "pending",
): boolean {
  if (isOpen(line)) return true;
  return (
    line.state === "timed_out" &&
    state !== "pending" &&
    state !== "rejected" &&
    state !== "timed_out"
  );
}
