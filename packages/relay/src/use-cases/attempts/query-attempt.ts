/**
 * The task that queries an attempt on schedule or because of a hint. An authenticated hint is followed by a query at
 * once; repeated hints and unauthenticated ones wait for the interval.
 */
import type { Order } from "../../domain/order.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { LeasedTask } from "../../ports/store.ts";
import type { AttemptQuerier } from "./attempt-querier.ts";
import type { Deps } from "../shared/deps.ts";
import { RecentTimes } from "../shared/recent-times.ts";

export function createAttemptQuery(
  { store, clock, settings }: Deps,
  querier: Pick<AttemptQuerier, "query" | "sinceLastQuery">,
): (task: LeasedTask, order?: Order) => Promise<void> {
  const hints = new RecentTimes();
  return async (task, order) => {
    const { subject, priority } = task;
    const now = clock.now();
    const isHint = priority === TASK_PRIORITY.first;
    const sinceMs = isHint
      ? hints.sinceMs(subject, now)
      : querier.sinceLastQuery(subject);
    const waitMs = settings.hintIntervalMs - sinceMs;
    if (waitMs > 0)
      return store.transaction((tx) =>
        tx.settleTask(task, { ...task, dueAt: now + waitMs }),
      );
    if (isHint) hints.record(subject, now);
    await querier.query(task, order);
  };
}
