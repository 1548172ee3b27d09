/** What was received and refunded of an order, as its receipt says it. Pure. */
import type { Amount } from "@malipo/protocol";
import { receivedValue } from "./attempt.ts";
import type { Instant } from "./observation.ts";
import type { Order } from "./order.ts";
import { isRefundOpen, refundStatus } from "./refund.ts";
import type { Refund } from "./refund.ts";

/**
 * - `paid`: what was received covers the order
 * - `partly_refunded`: what is left after refunds does not
 * - `refunded`: nothing is left
 */
export type PaidState = "paid" | "partly_refunded" | "refunded";

/** A refund that was paid or still may be. */
export interface ShownRefund {
  readonly amount: Amount;
  readonly isPaid: boolean;
  /** When it was paid, or requested. */
  readonly at: Instant;
}

export interface OrderMoney {
  /** From all payments of the order: more than its total if it was overpaid. */
  readonly received: Amount;
  readonly refunded: Amount;
  /** Requested, and neither paid nor refused. */
  readonly refunding: Amount;
  /** What is left of `received`. */
  readonly kept: Amount;
  readonly state: PaidState;
  /** Oldest first. */
  readonly refunds: readonly ShownRefund[];
}

/** Of a paid order. `refunds`: all refunds of the order. */
export function orderMoney(
  { amount: total, attempts }: Pick<Order, "amount" | "attempts">,
  refunds: readonly Refund[],
): OrderMoney {
  const { currency } = total;
  const sum = (values: readonly number[]): Amount => ({
    value: values.reduce((before, value) => before + value, 0),
    currency,
  });
  const shown = refunds
    .filter(({ plan }) => plan.amount.currency === currency)
    .flatMap(toShown);
  const valuesOf = (isPaid: boolean): readonly number[] =>
    shown
      .filter((refund) => refund.isPaid === isPaid)
      .map(({ amount }) => amount.value);
  const received = sum(
    attempts
      .filter(({ plan }) => plan.amount.currency === currency)
      .map(receivedValue),
  );
  const refunded = sum(valuesOf(true));
  const kept = sum([Math.max(0, received.value - refunded.value)]);
  return {
    received,
    refunded,
    refunding: sum(valuesOf(false)),
    kept,
    state: paidState(total, refunded, kept),
    refunds: shown,
  };
}

/** An overpaid order whose surplus was refunded is still paid. */
function paidState(total: Amount, refunded: Amount, kept: Amount): PaidState {
  if (refunded.value === 0 || kept.value >= total.value) return "paid";
  return kept.value === 0 ? "refunded" : "partly_refunded";
}

function toShown(refund: Refund): readonly ShownRefund[] {
  const { amount, createdAt } = refund.plan;
  if (refundStatus(refund) === "paid")
    return [
      { amount, isPaid: true, at: refund.facts.success?.at ?? createdAt },
    ];
  return isRefundOpen(refund) ? [{ amount, isPaid: false, at: createdAt }] : [];
}
