/** Runs due tasks. Rows in the store decide what runs and when; the timer only avoids constant polling. */
import { LONGEST_DELIVERY_PAUSE_MS } from "../../domain/delivery-schedule.ts";
import { LONGEST_QUERY_STEP_MS } from "../../domain/schedule.ts";
import type { Instant } from "../../domain/observation.ts";
import { TASK_KINDS, TASK_PRIORITY } from "../../domain/task.ts";
import type { LeasedTask, LeaseLimits } from "../../ports/store.ts";
import type { TaskKind, TaskPriority } from "../../domain/task.ts";
import type { Deps } from "./deps.ts";
import { holdingLease, LEASE_MS } from "./lease.ts";

export interface Scheduler {
  start(): void;
  /** Whether another task of this kind and priority may start now. */
  hasPlace(kind: TaskKind, priority: TaskPriority): boolean;
  /** Runs a task that the caller has leased after checking `hasCapacity`, without polling the store. */
  run(task: LeasedTask): void;
  /** Notifies the scheduler of a new task of this kind, due at this time. */
  expect(kind: TaskKind, dueAt: Instant): void;
  /** Polls now, because timers may be late after the machine was suspended or the clock changed. */
  look(): void;
  /** Starts no more tasks, and resolves when the running ones have ended. */
  stop(): Promise<void>;
}

/**
 * The maximum number of concurrent tasks per priority, including those of lower priorities: urgent tasks find a free
 * slot however many others wait and however slow the other side is.
 */
const PLACES: LeaseLimits = {
  [TASK_PRIORITY.background]: 10,
  [TASK_PRIORITY.shopper]: 14,
  [TASK_PRIORITY.first]: 16,
};
/** The longest Retry-After that is honoured. */
const LONGEST_RETRY_AFTER_MS = 24 * 60 * 60_000;
/**
 * The latest due time of these kinds from now; a later one was set before the clock was set back. Tasks of other kinds
 * are due when something ends that was fixed when it started.
 */
const LONGEST_WAIT_MS: Readonly<Partial<Record<TaskKind, number>>> = {
  query_attempt: LONGEST_QUERY_STEP_MS,
  query_refund: Math.max(LONGEST_QUERY_STEP_MS, LONGEST_RETRY_AFTER_MS),
  deliver_webhook: LONGEST_DELIVERY_PAUSE_MS,
  poll_transfers: LONGEST_RETRY_AFTER_MS,
  mirror_link: LONGEST_RETRY_AFTER_MS,
};
const AFTER_ERROR_MS = 1_000;

interface Lane extends Omit<Scheduler, "expect" | "hasPlace"> {
  expect(dueAt: Instant): void;
  hasPlace(priority: TaskPriority): boolean;
}

type RunTask = (task: LeasedTask) => Promise<void>;

/** Each kind has its own slots, so that a slow provider doesn't delay deadlines. */
export function createScheduler(deps: Deps, runTask: RunTask): Scheduler {
  const lanes = new Map<TaskKind, Lane>(
    TASK_KINDS.map((kind) => [kind, createLane(deps, kind, runTask)]),
  );
  return {
    start() {
      for (const lane of lanes.values()) lane.start();
    },
    hasPlace: (kind, priority) => lanes.get(kind)?.hasPlace(priority) ?? false,
    run(task) {
      lanes.get(task.kind)?.run(task);
    },
    expect(kind, dueAt) {
      lanes.get(kind)?.expect(dueAt);
    },
    look() {
      for (const lane of lanes.values()) lane.look();
    },
    async stop() {
      await Promise.all([...lanes.values()].map((lane) => lane.stop()));
    },
  };
}

function createLane(deps: Deps, kind: TaskKind, runTask: RunTask): Lane {
  const running = new Set<Promise<void>>();
  let wakeNoMore: (() => void) | undefined;
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let stopped = true;
  /** By the wall clock, which may be set back. */
  let lastLookAt = Infinity;
  /** When the timer fires, by the wall clock when it was set. */
  let nextLookAt = Infinity;

  const nap = (ms: number): void => {
    wakeNoMore?.();
    if (stopped) return;
    nextLookAt = deps.clock.now() + ms;
    wakeNoMore = deps.timers.after(ms, look);
  };

  const run = (task: LeasedTask): void => {
    const work = holdingLease(deps, task, runTask)
      .catch((error: unknown) => {
        deps.log.error(
          { err: error, task: task.kind, subject: task.subject },
          "a scheduled task failed",
        );
      })
      .finally(() => {
        const wasFull = Object.values(freePlaces()).some((free) => free <= 0);
        running.delete(work);
        // Otherwise the timer already covers the next task.
        if (wasFull) look();
      });
    running.add(work);
  };

  const takeDue = async (): Promise<number> => {
    const now = deps.clock.now();
    await bringBack(now);
    // Most polls find nothing due and write nothing.
    const first = await startableAt();
    if (first === null || first > now) return waitFor(first);
    for (const task of await deps.store.leaseTasks(
      kind,
      now,
      LEASE_MS,
      freePlaces(),
    ))
      run(task);
    return waitFor(await startableAt());
  };

  const waitFor = (dueAt: Instant | null): number =>
    dueAt === null ? Infinity : Math.max(0, dueAt - deps.clock.now());

  /** When the next task is due for which there is a free slot. */
  const startableAt = (): Promise<Instant | null> => {
    const left = freePlaces();
    const startable = Object.values(TASK_PRIORITY).filter(
      (priority) => left[priority] > 0,
    );
    return deps.store.nextTaskAt(kind, deps.clock.now(), startable);
  };

  const freePlaces = (): LeaseLimits => ({
    [TASK_PRIORITY.background]: PLACES[TASK_PRIORITY.background] - running.size,
    [TASK_PRIORITY.shopper]: PLACES[TASK_PRIORITY.shopper] - running.size,
    [TASK_PRIORITY.first]: PLACES[TASK_PRIORITY.first] - running.size,
  });

  /** Tasks scheduled while the clock was ahead would run too late. */
  const bringBack = async (now: number): Promise<void> => {
    const longestMs = LONGEST_WAIT_MS[kind];
    if (longestMs !== undefined && now < lastLookAt)
      await deps.store.bringTasksBack(kind, now + longestMs, now);
    lastLookAt = now;
  };

  const look = (): void => {
    if (stopped) return;
    if (looking !== undefined) {
      lookAgain = true;
      return;
    }
    lookAgain = false;
    looking = takeDue()
      .then(
        (ms) => {
          nap(Math.min(ms, deps.settings.longestNapMs));
        },
        (error: unknown) => {
          deps.log.error({ err: error }, "due tasks could not be read");
          nap(AFTER_ERROR_MS);
        },
      )
      .finally(() => {
        looking = undefined;
        if (lookAgain) look();
      });
  };

  return {
    hasPlace: (priority) => !stopped && freePlaces()[priority] > 0,
    run,
    start() {
      stopped = false;
      look();
    },
    look,
    expect(dueAt) {
      const now = deps.clock.now();
      if (dueAt <= now || looking !== undefined) look();
      else if (dueAt < nextLookAt)
        nap(Math.min(dueAt - now, deps.settings.longestNapMs));
    },
    async stop() {
      stopped = true;
      wakeNoMore?.();
      await looking;
      await Promise.allSettled(running);
    },
  };
}
