/** When an order's personal data may be erased, and when the whole order may be removed. Pure. */
import { mayStillPay } from "../attempt-review.ts";
import { attemptSuccess } from "../attempt.ts";
import type { Attempt } from "../attempt.ts";
import type { Instant } from "../observation.ts";
import { orderFlags, orderStatus } from "../order.ts";
import type { Order } from "../order.ts";
import { isRefundOpen } from "../refund.ts";
import type { Refund } from "../refund.ts";

/** Why not: a payment or refund under way still needs the data. */
export type WhyNotErasable = "order_open" | "attempt_alive" | "refund_open";

/** `refunds`: all of the order's. Null if the order's personal data may be erased. */
export function whyNotErasable(
  order: Order,
  refunds: readonly Refund[],
): WhyNotErasable | null {
  if (order.attempts.some(mayStillPay)) return "attempt_alive";
  if (refunds.some((each) => isRefundOpen(each) && !each.facts.unresolved))
    return "refund_open";
  return closedAt(order) === null && orderStatus(order) !== "paid"
    ? "order_open"
    : null;
}

const closedAt = ({ cancelledAt, expiredAt }: Order): Instant | null =>
  cancelledAt ?? expiredAt;

/** True for an order that was closed unpaid before `moment`, has no refunds and needs no review. */
export function isWorthless(
  order: Order,
  refunds: readonly Refund[],
  moment: Instant,
): boolean {
  const at = closedAt(order);
  const status = orderStatus(order);
  return (
    at !== null &&
    at < moment &&
    (status === "expired" || status === "cancelled") &&
    refunds.length === 0 &&
    !orderFlags(order).review &&
    !order.attempts.some(hasMoney)
  );
}

const hasMoney = (attempt: Attempt): boolean =>
  attemptSuccess(attempt) !== null ||
  attempt.facts.mismatch !== null ||
  attempt.facts.transfer !== null ||
  attempt.facts.payments.length > 0;
