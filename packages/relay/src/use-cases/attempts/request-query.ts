/** Something outside hints that an attempt changed: it is asked about as soon as it may be. */
import { findAttempt } from "../../domain/order.ts";
import { moneyMoved } from "../../domain/attempt.ts";
import type { Instant } from "../../domain/observation.ts";
import type { Order } from "../../domain/order.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { TaskPriority } from "../../domain/task.ts";

/** Also an attempt that was refused or is thought over: it may have been paid all the same. */
export async function requestQuery(
  tx: StoreTransaction,
  order: Order,
  attemptId: string,
  dueAt: Instant,
  priority: TaskPriority = TASK_PRIORITY.background,
): Promise<void> {
  const attempt = findAttempt(order, attemptId);
  if (attempt === undefined || moneyMoved(attempt)) return;
  await tx.runSooner({
    kind: "query_attempt",
    subject: attempt.plan.id,
    dueAt,
    priority,
  });
}
