/** Something outside hints that an attempt changed: it is asked about as soon as it may be. */
import { moneyMoved } from "../domain/attempt.ts";
import type { Instant } from "../domain/observation.ts";
import type { Order } from "../domain/order.ts";
import { TASK_PRIORITY } from "../ports/store.ts";
import type { StoreTransaction, TaskPriority } from "../ports/store.ts";

/** Also an attempt that was refused or is thought over: it may have been paid all the same. */
export async function hastenQuery(
  tx: StoreTransaction,
  order: Order,
  attemptId: string,
  dueAt: Instant,
  priority: TaskPriority = TASK_PRIORITY.background,
): Promise<void> {
  const attempt = order.attempts.find(({ plan }) => plan.id === attemptId);
  if (attempt === undefined || moneyMoved(attempt)) return;
  await tx.hastenTask({
    kind: "query_attempt",
    subject: attemptId,
    dueAt,
    priority,
  });
}
