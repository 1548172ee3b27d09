/** What the merchant's backend is told about a change of an order. Pure. */
import { attemptStatus } from "./attempt.ts";
import type { Attempt } from "./attempt.ts";
import type { WebhookEvent } from "./delivery.ts";
import { orderFlags, orderStatus } from "./order.ts";
import type { Order } from "./order.ts";

export interface OrderEvent {
  readonly type: Exclude<WebhookEvent, "refund.paid" | "refund.failed">;
  /** Among the events of this type of one order: the same name is told once. */
  readonly once: string;
  /** The attempt that `attempt.failed` is about; null for all others. */
  readonly attempt: Attempt | null;
}

/**
 * A status is told once for an order, as its outcome has one id; a failed attempt once for the attempt; a
 * flag every time it rises. An expired order that is paid after all is `order.paid`, with the flag `late`.
 */
export function orderEvents(
  before: Order,
  after: Order,
): readonly OrderEvent[] {
  return [
    ...statusEvents(before, after),
    ...flagEvents(before, after),
    ...attemptEvents(before, after),
  ];
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
