/** Counts what a commit changed, for operators. */
import { ORDER_FLAGS } from "@malipo/protocol";
import { attemptStatus } from "../../domain/attempt.ts";
import type { Attempt } from "../../domain/attempt.ts";
import { orderFlags, orderStatus } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import type { Metrics } from "../../ports/metrics.ts";

/** `before`: undefined if the order is new. */
export function countChange(
  metrics: Pick<Metrics, "order" | "orderFlag" | "attempt">,
  before: Order | undefined,
  after: Order,
): void {
  const status = orderStatus(after);
  if (before === undefined || orderStatus(before) !== status)
    metrics.order(status);
  const [was, is] = [before && orderFlags(before), orderFlags(after)];
  for (const flag of ORDER_FLAGS)
    if (is[flag] && was?.[flag] !== true) metrics.orderFlag(flag);
  for (const attempt of after.attempts) {
    const known = before?.attempts.find(
      ({ plan }) => plan.id === attempt.plan.id,
    );
    countAttempt(metrics, known, attempt);
  }
}

function countAttempt(
  metrics: Pick<Metrics, "attempt">,
  before: Attempt | undefined,
  after: Attempt,
): void {
  const status = attemptStatus(after);
  if (before !== undefined && attemptStatus(before) === status) return;
  const failure =
    status === "failed" || status === "expired"
      ? (after.facts.refusal?.code ?? null)
      : null;
  metrics.attempt(after.plan.method, status, failure);
}
