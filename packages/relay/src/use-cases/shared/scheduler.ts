/** Runs due tasks. Rows in the store decide what runs and when; the timer only avoids constant polling. */
import { LONGEST_DELIVERY_PAUSE_MS } from "../../domain/delivery-schedule.ts";
import { LONGEST_QUIET_MS } from "../../domain/quiet-hours.ts";
import { LONGEST_NIGHT_MS } from "../../domain/reconciliation-days.ts";
import { LONGEST_QUERY_STEP_MS } from "../../domain/schedule.ts";
import type { Instant } from "../../domain/observation.ts";
import { WATCH_EVERY_MS } from "../../domain/outage.ts";
import type { Order } from "../../domain/order.ts";
import {
  CLEAN_UP_EVERY_MS,
  TASK_KINDS,
  TASK_PRIORITY,
} from "../../domain/task.ts";
import type { LeasedTask, LeaseLimits } from "../../ports/store.ts";
import type { TaskKind, TaskPriority } from "../../domain/task.ts";
import type { Deps } from "./deps.ts";
import { holdingLease, LEASE_MS } from "./lease.ts";

export interface Scheduler {
  start(): void;
  /** Whether another task of this kind and priority may start now. */
  hasCapacity(kind: TaskKind, priority: TaskPriority): boolean;
  /**
   * Runs a task that the caller has leased after checking `hasCapacity`, without polling the store. `order`: the task's,
   * as the transaction of the lease stored it.
   */
  run(task: LeasedTask, order?: Order): void;
  /** Notifies the scheduler of a new task of this kind, due at this time. */
  notify(kind: TaskKind, dueAt: Instant): void;
  /** Polls now, because timers may be late after the machine was suspended or the clock changed. */
  poll(): void;
  /** Starts no more tasks, and resolves when the running ones have ended. */
  stop(): Promise<void>;
}

/**
 * The maximum number of concurrent tasks per priority, including those of lower priorities: urgent tasks find a free
 * slot however many others wait and however slow the other side is.
 */
const SLOTS: LeaseLimits = {
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
  mail_receipt: LONGEST_DELIVERY_PAUSE_MS,
  text_receipt: LONGEST_DELIVERY_PAUSE_MS,
  gather_alert: LONGEST_QUIET_MS,
  send_alert: LONGEST_DELIVERY_PAUSE_MS,
  poll_transfers: LONGEST_RETRY_AFTER_MS,
  mirror_link: LONGEST_RETRY_AFTER_MS,
  watch_provider: WATCH_EVERY_MS,
  clean_up: CLEAN_UP_EVERY_MS,
  reconcile: LONGEST_NIGHT_MS,
};
const AFTER_ERROR_MS = 1_000;

interface Worker extends Omit<Scheduler, "notify" | "hasCapacity"> {
  notify(dueAt: Instant): void;
  hasCapacity(priority: TaskPriority): boolean;
}

/** `order`: the task's, if it was read with the lease. */
export type RunTask = (task: LeasedTask, order?: Order) => Promise<void>;

/**
 * Each kind has its own slots, so that a slow provider doesn't delay deadlines; and webhooks to each endpoint, so that one
 * endpoint doesn't delay another.
 */
export function createScheduler(deps: Deps, runTask: RunTask): Scheduler {
  const workers = new Map<TaskKind, Worker>(
    TASK_KINDS.map((kind) => [
      kind,
      kind === "deliver_webhook"
        ? createLanes(deps, kind, runTask)
        : createWorker(deps, { kind, lane: "" }, runTask),
    ]),
  );
  return {
    start() {
      for (const worker of workers.values()) worker.start();
    },
    hasCapacity: (kind, priority) =>
      workers.get(kind)?.hasCapacity(priority) ?? false,
    run(task, order) {
      workers.get(task.kind)?.run(task, order);
    },
    notify(kind, dueAt) {
      workers.get(kind)?.notify(dueAt);
    },
    poll() {
      for (const worker of workers.values()) worker.poll();
    },
    async stop() {
      await Promise.all([...workers.values()].map((worker) => worker.stop()));
    },
  };
}

/** A lane for each endpoint, as they are made and deleted; that of the configuration has the lane "". */
function createLanes(deps: Deps, kind: TaskKind, runTask: RunTask): Worker {
  const lanes = new Map<string, Worker>();
  let stopped = true;
  let finding: Promise<void> | undefined;

  const find = async (): Promise<void> => {
    const endpoints = await deps.store.webhookEndpoints.list();
    const found = new Set(endpoints.map(({ id }) => id));
    for (const lane of found)
      if (!lanes.has(lane) && !stopped) {
        const worker = createWorker(deps, { kind, lane }, runTask);
        lanes.set(lane, worker);
        worker.start();
      }
    for (const [lane, worker] of lanes)
      if (!found.has(lane)) {
        lanes.delete(lane);
        await worker.stop();
      }
  };
  /** With each look of the first lane: endpoints may have been made by other relays. */
  const findLanes = (): void => {
    finding ??= find()
      .catch((error: unknown) => {
        deps.log.error({ err: error }, "webhook endpoints could not be read");
      })
      .finally(() => {
        finding = undefined;
      });
  };
  const first = createWorker(deps, { kind, lane: "" }, runTask, findLanes);
  const all = (): readonly Worker[] => [first, ...lanes.values()];
  return {
    hasCapacity: (priority) => first.hasCapacity(priority),
    run(task, order) {
      first.run(task, order);
    },
    start() {
      stopped = false;
      first.start();
    },
    poll() {
      for (const worker of all()) worker.poll();
    },
    notify(dueAt) {
      for (const worker of all()) worker.notify(dueAt);
    },
    async stop() {
      stopped = true;
      await Promise.all(all().map((worker) => worker.stop()));
      await finding;
      await Promise.all(all().map((worker) => worker.stop()));
    },
  };
}

/** `onPoll`: called whenever it looks for tasks that are due. */
function createWorker(
  deps: Deps,
  { kind, lane }: { readonly kind: TaskKind; readonly lane: string },
  runTask: RunTask,
  onPoll?: () => void,
): Worker {
  const running = new Set<Promise<void>>();
  let cancelTimer: (() => void) | undefined;
  let polling: Promise<void> | undefined;
  let pollAgain = false;
  let stopped = true;
  /** By the wall clock, which may be set back. */
  let lastPollAt = Infinity;
  /** When the timer fires, by the wall clock when it was set. */
  let nextPollAt = Infinity;

  const sleep = (ms: number): void => {
    cancelTimer?.();
    if (stopped) return;
    nextPollAt = deps.clock.now() + ms;
    cancelTimer = deps.timers.after(ms, poll);
  };

  const run = (task: LeasedTask, order?: Order): void => {
    const work = holdingLease(deps, task, (leased) => runTask(leased, order))
      .catch((error: unknown) => {
        deps.log.error(
          { err: error, task: task.kind, subject: task.subject },
          "a scheduled task failed",
        );
      })
      .finally(() => {
        const wasFull = Object.values(freeSlots()).some((free) => free <= 0);
        running.delete(work);
        // Otherwise the timer already covers the next task.
        if (wasFull) poll();
      });
    running.add(work);
  };

  const takeDue = async (): Promise<number> => {
    const now = deps.clock.now();
    await bringTasksBack(now);
    // Most polls find nothing due and write nothing.
    const first = await startableAt();
    if (first === null || first > now) return waitFor(first);
    for (const task of await deps.store.leaseTasks(
      kind,
      now,
      LEASE_MS,
      freeSlots(),
      lane,
    ))
      run(task);
    return waitFor(await startableAt());
  };

  const waitFor = (dueAt: Instant | null): number =>
    dueAt === null ? Infinity : Math.max(0, dueAt - deps.clock.now());

  /** When the next task is due for which there is a free slot. */
  const startableAt = (): Promise<Instant | null> => {
    const left = freeSlots();
    const startable = Object.values(TASK_PRIORITY).filter(
      (priority) => left[priority] > 0,
    );
    return deps.store.nextTaskAt(kind, deps.clock.now(), startable, lane);
  };

  const freeSlots = (): LeaseLimits => ({
    [TASK_PRIORITY.background]: SLOTS[TASK_PRIORITY.background] - running.size,
    [TASK_PRIORITY.shopper]: SLOTS[TASK_PRIORITY.shopper] - running.size,
    [TASK_PRIORITY.first]: SLOTS[TASK_PRIORITY.first] - running.size,
  });

  /** Tasks scheduled while the clock was ahead would run too late. */
  const bringTasksBack = async (now: number): Promise<void> => {
    const longestMs = LONGEST_WAIT_MS[kind];
    if (longestMs !== undefined && now < lastPollAt)
      await deps.store.bringTasksBack(kind, now + longestMs, now, lane);
    lastPollAt = now;
  };

  const poll = (): void => {
    if (stopped) return;
    if (polling !== undefined) {
      pollAgain = true;
      return;
    }
    pollAgain = false;
    onPoll?.();
    polling = takeDue()
      .then(
        (ms) => {
          sleep(Math.min(ms, deps.settings.maxPollIntervalMs));
        },
        (error: unknown) => {
          deps.log.error({ err: error }, "due tasks could not be read");
          sleep(AFTER_ERROR_MS);
        },
      )
      .finally(() => {
        polling = undefined;
        if (pollAgain) poll();
      });
  };

  return {
    hasCapacity: (priority) => !stopped && freeSlots()[priority] > 0,
    run,
    start() {
      stopped = false;
      poll();
    },
    poll,
    notify(dueAt) {
      const now = deps.clock.now();
      if (dueAt <= now || polling !== undefined) poll();
      else if (dueAt < nextPollAt)
        sleep(Math.min(dueAt - now, deps.settings.maxPollIntervalMs));
    },
    async stop() {
      stopped = true;
      cancelTimer?.();
      await polling;
      await Promise.allSettled(running);
    },
  };
}
