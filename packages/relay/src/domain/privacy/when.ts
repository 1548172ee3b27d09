/** When personal data may go, and when a whole order. Pure. */
import { attemptStatus, attemptSuccess, blocksNewAttempt } from "../attempt.ts";
import type { Attempt } from "../attempt.ts";
import type { Instant } from "../observation.ts";
import { orderFlags, orderStatus } from "../order.ts";
import type { Order } from "../order.ts";
import { isRefundOpen } from "../refund.ts";
import type { Refund } from "../refund.ts";

/** Money may still move by what would be erased. */
export type WhyNotErasable = "order_open" | "attempt_alive" | "refund_open";

/** `refunds`: all of the order's. Null if the order's personal data may be erased. */
export function whyNotErasable(
  order: Order,
  refunds: readonly Refund[],
): WhyNotErasable | null {
  if (order.attempts.some(isUnderWay)) return "attempt_alive";
  if (refunds.some((each) => isRefundOpen(each) && !each.facts.unresolved))
    return "refund_open";
  return closedAt(order) === null && orderStatus(order) !== "paid"
    ? "order_open"
    : null;
}

/** After 72 hours nobody asks the provider any more. */
const isUnderWay = (attempt: Attempt): boolean =>
  (blocksNewAttempt(attempt) || attemptStatus(attempt) === "unconfirmed") &&
  !attempt.facts.unresolved;

const closedAt = ({ cancelledAt, expiredAt }: Order): Instant | null =>
  cancelledAt ?? expiredAt;

/** Nobody has paid for it, nobody asks whether somebody has, and that has been so since before `moment`. */
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
