/** Something outside hints that an attempt changed: it is asked about as soon as it may be. */
import { findAttempt } from "../../domain/order.ts";
import { moneyMoved } from "../../domain/attempt.ts";
import type { Instant } from "../../domain/observation.ts";
import type { Order } from "../../domain/order.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { StoreTransaction, Task } from "../../ports/store.ts";
import type { TaskPriority } from "../../domain/task.ts";

/** Null where nothing is left to ask. An attempt that was refused or given up may have been paid all the same. */
export function queryOf(
  order: Order,
  attemptId: string,
  dueAt: Instant,
  priority: TaskPriority,
): Required<Task> | null {
  const attempt = findAttempt(order, attemptId);
  return attempt === undefined || moneyMoved(attempt)
    ? null
    : { kind: "query_attempt", subject: attempt.plan.id, dueAt, priority };
}

export async function requestQuery(
  tx: StoreTransaction,
  order: Order,
  attemptId: string,
  dueAt: Instant,
  priority: TaskPriority = TASK_PRIORITY.background,
): Promise<void> {
  const task = queryOf(order, attemptId, dueAt, priority);
  if (task !== null) await tx.runSooner(task);
}
