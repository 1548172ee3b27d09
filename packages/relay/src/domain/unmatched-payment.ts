/** A payment without an order, for example with a mistyped account. A person assigns or dismisses it. Pure. */
import type { Amount } from "@malipo/protocol";
import type { UnmatchedPaymentState } from "@malipo/protocol/merchant";
import type { Attempt, ProviderId } from "./attempt.ts";
import { isPartlyPaid } from "./attempt.ts";
import type { Instant, Observation } from "./observation.ts";
import type { Order } from "./order.ts";
import { normalizeReceipt } from "./receipt.ts";

export type { UnmatchedPaymentState };

/** It counts for this attempt, forever. */
export interface Assignment {
  readonly orderId: string;
  readonly attemptId: string;
  readonly at: Instant;
}

/** Nobody has to look at it any more. It can still be assigned. */
interface Dismissal {
  /** Written by the shop's staff. */
  readonly note: string;
  readonly at: Instant;
}

export interface UnmatchedPayment {
  /** The provider's receipt, or a digest of the message if it has none. */
  readonly id: string;
  readonly provider: ProviderId;
  /** The account as entered by the payer. */
  readonly account: string | null;
  readonly amount: Amount | null;
  /** As the provider writes it; it may be a hash or partly hidden. */
  readonly phone: string | null;
  /** As far as the provider tells it. */
  readonly payerName: string | null;
  readonly at: Instant;
  /** The original message. */
  readonly raw: Uint8Array;
  /** The link that had no use left when this came, and the order that it came for. */
  readonly surplusOf?:
    { readonly paymentLink: string; readonly orderId: string } | undefined;
  readonly assigned: Assignment | null;
  readonly dismissed: Dismissal | null;
}

export function unmatchedState({
  assigned,
  dismissed,
}: Pick<UnmatchedPayment, "assigned" | "dismissed">): UnmatchedPaymentState {
  if (assigned !== null) return "assigned";
  return dismissed === null ? "open" : "dismissed";
}

/** Null if the message had none: a digest has small letters, and a normalized receipt has none. */
export const receiptOf = ({
  id,
}: Pick<UnmatchedPayment, "id">): string | null =>
  normalizeReceipt(id) === id ? id : null;

/** What it means for an attempt. A payment that can't be counted needs a review. */
export function toPaymentObservation(
  receipt: string | null,
  amount: Amount | null,
  at: Instant,
): Observation {
  return receipt === null || amount === null || amount.value <= 0
    ? { kind: "amount_disputed", at }
    : { kind: "payment", at, receipt, amount };
}

/**
 * The attempt that it would have paid with the right account: one that is partly paid, else the newest. Undefined if the
 * order has none by this method.
 */
export function attemptToPay(
  order: Order,
  provider: ProviderId,
): Attempt | undefined {
  const own = order.attempts.filter(
    ({ plan }) => plan.method === PAYBILL && plan.provider === provider,
  );
  return own.findLast(isPartlyPaid) ?? own.at(-1);
}

/** The only method whose payments come without the relay's own id. */
export const PAYBILL = "paybill";
