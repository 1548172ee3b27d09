/** The webhook events that follow from a change of an order. Pure. */
import { attemptStatus } from "./attempt.ts";
import type { Attempt } from "./attempt.ts";
import type { WebhookEvent } from "./delivery.ts";
import { orderFlags, orderStatus } from "./order.ts";
import type { Order } from "./order.ts";
import { amountPaid, isPartPaid, partsOf } from "./part-payments.ts";

export interface OrderEvent {
  readonly type: Exclude<WebhookEvent, "refund.paid" | "refund.failed">;
  /** Deduplication key among the order's events of this type. */
  readonly once: string;
  /** The attempt of `attempt.failed` and `order.partly_paid`; null for all others. */
  readonly attempt: Attempt | null;
}

/**
 * A part that does not complete its order is reported by the sum that it makes up. A status is reported once per order, like its outcome id; a failed attempt once per attempt; a flag each time it is
 * set. An expired order that is paid later is reported as `order.paid` with the flag `late`.
 */
export function orderEvents(
  before: Order,
  after: Order,
): readonly OrderEvent[] {
  return [
    ...partEvents(before, after),
    ...statusEvents(before, after),
    ...flagEvents(before, after),
    ...attemptEvents(before, after),
  ];
}

function partEvents(before: Order, after: Order): readonly OrderEvent[] {
  const paid = amountPaid(after).value;
  if (!isPartPaid(after) || paid <= amountPaid(before).value) return [];
  const { attempt = null } = partsOf(after).at(-1) ?? {};
  return [{ type: "order.partly_paid", once: String(paid), attempt }];
}

function statusEvents(before: Order, after: Order): readonly OrderEvent[] {
  const status = orderStatus(after);
  if (
    status === orderStatus(before) ||
    status === "open" ||
    status === "pending"
  )
    return [];
  return [{ type: `order.${status}`, once: status, attempt: null }];
}

function flagEvents(before: Order, after: Order): readonly OrderEvent[] {
  const [was, is] = [orderFlags(before), orderFlags(after)];
  return (["review", "overpaid"] as const)
    .filter((flag) => is[flag] && !was[flag])
    .map((flag) => ({
      type: `order.${flag}` as const,
      once: String(after.version),
      attempt: null,
    }));
}

const hasFailed = (attempt: Attempt | undefined): boolean => {
  const status = attempt === undefined ? undefined : attemptStatus(attempt);
  return status === "failed" || status === "expired";
};

function attemptEvents(before: Order, after: Order): readonly OrderEvent[] {
  const known = new Map(
    before.attempts.map((attempt) => [attempt.plan.id, attempt]),
  );
  return after.attempts
    .filter(
      (attempt) => hasFailed(attempt) && !hasFailed(known.get(attempt.plan.id)),
    )
    .map((attempt) => ({
      type: "attempt.failed" as const,
      once: attempt.plan.id,
      attempt,
    }));
}
