/** Requests a query of an attempt after a hint, as soon as the limits allow. */
import { findAttempt } from "../../domain/order.ts";
import { isPaidOrMismatched } from "../../domain/attempt.ts";
import type { Instant } from "../../domain/observation.ts";
import type { Order } from "../../domain/order.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { StoreTransaction, Task } from "../../ports/store.ts";
import type { TaskPriority } from "../../domain/task.ts";

/** Null if the attempt is paid. A failed or cancelled attempt may still have been paid. */
export function queryOf(
  order: Order,
  attemptId: string,
  dueAt: Instant,
  priority: TaskPriority,
): Required<Omit<Task, "lane">> | null {
  const attempt = findAttempt(order, attemptId);
  return attempt === undefined || isPaidOrMismatched(attempt)
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
