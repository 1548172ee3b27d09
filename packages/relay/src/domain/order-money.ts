/** What was received and refunded of an order, as its receipt says it. Pure. */
import type { Amount, PaidState } from "@malipo/protocol";
import type { Instant } from "./observation.ts";
import type { Order, RefundSums } from "./order.ts";
import { amountPaid, completionOf, partsOf } from "./part-payments.ts";
import type { Payable } from "./part-payments.ts";
import { isRefundOpen, refundStatus } from "./refund.ts";
import type { Refund } from "./refund.ts";

/** A refund that was paid or still may be. */
export interface ShownRefund {
  readonly amount: Amount;
  readonly isPaid: boolean;
  /** When it was paid, or requested. */
  readonly at: Instant;
  readonly requestedAt: Instant;
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

/** Of an order that was paid, if only in part. `refunds`: all refunds of the order. */
export function orderMoney(
  order: Payable,
  refunds: readonly Refund[],
): OrderMoney {
  const shown = shownRefunds(order, refunds);
  const { paid, pending } = sumRefunds(order, refunds);
  const received = amountPaid(order);
  return {
    received,
    refunded: paid,
    refunding: pending,
    kept: keptAmount(received, paid),
    state: paidState(order, paid),
    refunds: shown,
  };
}

/** What an order keeps of its refunds. */
export function sumRefunds(
  order: Pick<Order, "amount" | "attempts">,
  refunds: readonly Refund[],
): RefundSums {
  const { currency } = order.amount;
  const shown = shownRefunds(order, refunds);
  const sum = (isPaid: boolean): Amount => ({
    value: shown
      .filter((refund) => refund.isPaid === isPaid)
      .reduce((total, { amount }) => total + amount.value, 0),
    currency,
  });
  const value = coveredSurplus(order, shown);
  return {
    ...{ paid: sum(true), pending: sum(false) },
    ...(value === 0 ? {} : { surplus: { value, currency } }),
  };
}

/** A refund gives back what was too much when it was requested; what was paid in excess later it does not cover. */
function coveredSurplus(
  order: Pick<Order, "amount" | "attempts">,
  refunds: readonly ShownRefund[],
): number {
  const parts = partsOf(order);
  return refunds
    .toSorted((a, b) => a.requestedAt - b.requestedAt)
    .reduce((covered, { amount, requestedAt }) => {
      const received = parts
        .filter((part) => part.received.at <= requestedAt)
        .reduce((sum, part) => sum + part.received.value, 0);
      const left = Math.max(0, received - order.amount.value - covered);
      return covered + Math.min(amount.value, left);
    }, 0);
}

/** An overpaid order whose surplus was refunded is still paid. */
export function paidState(order: Payable, refunded: Amount): PaidState {
  const received = amountPaid(order);
  const kept = keptAmount(received, refunded);
  const covered = completionOf(order) === null ? received : order.amount;
  if (refunded.value === 0 || kept.value >= covered.value) return "paid";
  return kept.value === 0 ? "refunded" : "partly_refunded";
}

const keptAmount = ({ value, currency }: Amount, refunded: Amount): Amount => ({
  value: Math.max(0, value - refunded.value),
  currency,
});

const shownRefunds = (
  { amount: { currency } }: Pick<Order, "amount">,
  refunds: readonly Refund[],
): readonly ShownRefund[] =>
  refunds
    .filter(({ plan }) => plan.amount.currency === currency)
    .flatMap(toShown);

function toShown(refund: Refund): readonly ShownRefund[] {
  const { amount, createdAt: requestedAt } = refund.plan;
  const isPaid = refundStatus(refund) === "paid";
  const at = refund.facts.success?.at ?? requestedAt;
  return isPaid || isRefundOpen(refund)
    ? [{ amount, isPaid, at: isPaid ? at : requestedAt, requestedAt }]
    : [];
}
