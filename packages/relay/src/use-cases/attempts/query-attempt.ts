/**
 * The task that asks about an attempt by the schedule, or because something outside hinted at a change. What a proven
 * sender says is worth a query of its own at once; only its repeats, and what nobody proved, wait for the interval.
 */
import { findAttempt } from "../../domain/order.ts";
import { isSettled } from "../../domain/attempt.ts";
import type { Observation } from "../../domain/observation.ts";
import { nextQueryTime } from "../../domain/schedule.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { LeasedTask } from "../../ports/store.ts";
import type { AttemptQuerier } from "./attempt-querier.ts";
import type { Deps } from "../shared/deps.ts";
import { observe } from "./observe.ts";
import { queryPriority } from "./query-priority.ts";
import { RecentTimes } from "../shared/recent-times.ts";
import type { Wakeable } from "../shared/scheduler.ts";

export function createAttemptQuery(
  deps: Deps,
  querier: AttemptQuerier,
  scheduler: Wakeable,
): (task: LeasedTask) => Promise<void> {
  const { store, clock } = deps;
  const { hintIntervalMs } = deps.settings;
  const hints = new RecentTimes();

  const putOff = (task: LeasedTask, waitMs: number): Promise<void> =>
    store.transaction((tx) =>
      tx.settleTask(task, { ...task, dueAt: clock.now() + waitMs }),
    );

  /** Right after the query that is under way. Should this get lost, the task comes back by itself. */
  const askAfter = async (task: LeasedTask, idle: Promise<void>) => {
    await idle;
    const { kind, subject, priority } = task;
    try {
      await store.transaction((tx) =>
        tx.runSooner({ kind, subject, priority, dueAt: clock.now() }),
      );
      scheduler.wake(kind);
    } catch (error) {
      deps.log.warn({ err: error, subject }, "a query could not be hastened");
    }
  };

  return async (task) => {
    const { subject, priority } = task;
    const isHint = priority === TASK_PRIORITY.first;
    const sinceMs = isHint
      ? hints.sinceMs(subject, clock.now())
      : querier.sinceAsked(subject);
    const waitMs = hintIntervalMs - sinceMs;
    // Waiting here for a query that is under way would take a place from others.
    const idle = querier.whenIdle(subject);
    if (idle !== undefined) {
      await putOff(task, Math.max(waitMs, hintIntervalMs / 2));
      if (isHint && waitMs <= 0) void askAfter(task, idle);
      return;
    }
    if (waitMs > 0) return putOff(task, waitMs);

    if (isHint) hints.record(subject, clock.now());
    const order = await querier.ask(subject, clock.now());
    const attempt = findAttempt(order, subject);
    if (order === undefined || attempt === undefined || isSettled(attempt))
      return store.transaction((tx) => tx.settleTask(task, null));
    const now = clock.now();
    const { createdAt, provider } = attempt.plan;
    const next = nextQueryTime(createdAt, now, deps.random.chance());
    if (next !== undefined)
      return store.transaction((tx) =>
        tx.settleTask(task, {
          ...task,
          dueAt: Math.max(next, querier.pausedUntil(provider)),
          priority: queryPriority(attempt.plan, now),
        }),
      );
    const seen: Observation = { kind: "unresolved", at: now };
    await observe(
      deps,
      order.id,
      [{ attemptId: subject, source: "schedule", observation: seen }],
      (tx) => tx.settleTask(task, null),
    );
  };
}
