/** Runs what is due: rows in the store decide what and when, the timer only saves looking all the time. */
import { LONGEST_DELIVERY_PAUSE_MS } from "../../domain/delivery-schedule.ts";
import { LONGEST_QUERY_STEP_MS } from "../../domain/schedule.ts";
import { TASK_KINDS, TASK_PRIORITY } from "../../domain/task.ts";
import type { LeasedTask, LeaseLimits } from "../../ports/store.ts";
import type { TaskKind } from "../../domain/task.ts";
import type { Deps } from "./deps.ts";

export interface Wakeable {
  /** Something may be due now; `kind` where it is known. */
  wake(kind?: TaskKind): void;
}

export interface Scheduler extends Wakeable {
  start(): void;
  /** Starts nothing more and resolves when what is running has ended. */
  stop(): Promise<void>;
}

/** Longer than a query with a fresh token and one repeat may take, so that no task runs twice at once. */
const LEASE_MS = 120_000;
/**
 * How many run at once of each priority and those below it: however many of the others wait, and however long the other
 * side takes to answer each, the more urgent ones find a place.
 */
const PLACES: LeaseLimits = {
  [TASK_PRIORITY.background]: 10,
  [TASK_PRIORITY.shopper]: 14,
  [TASK_PRIORITY.first]: 16,
};
/** What the other side may ask us to wait, beside the schedule. */
const LONGEST_RETRY_AFTER_MS = 24 * 60 * 60_000;
/**
 * No task of these kinds is due later than this from now, unless a clock has been put back since. The others are due
 * when something ends that was fixed when it began.
 */
const LONGEST_WAIT_MS: Readonly<Partial<Record<TaskKind, number>>> = {
  query_attempt: LONGEST_QUERY_STEP_MS,
  query_refund: Math.max(LONGEST_QUERY_STEP_MS, LONGEST_RETRY_AFTER_MS),
  deliver_webhook: LONGEST_DELIVERY_PAUSE_MS,
  poll_transfers: LONGEST_RETRY_AFTER_MS,
  mirror_link: LONGEST_RETRY_AFTER_MS,
};
/** Also how soon a task of a crashed replica, or one whose wake-up was lost, is seen. */
const LONGEST_NAP_MS = 5_000;
const AFTER_ERROR_MS = 1_000;

interface Lane extends Omit<Scheduler, "wake"> {
  look(): void;
}

type RunTask = (task: LeasedTask) => Promise<void>;

/** Every kind has places of its own: a provider that hangs must not hold up deadlines. */
export function createScheduler(deps: Deps, runTask: RunTask): Scheduler {
  const lanes = new Map<TaskKind, Lane>();
  const wake = (kind?: TaskKind): void => {
    if (kind === undefined) for (const lane of lanes.values()) lane.look();
    else lanes.get(kind)?.look();
  };
  // A task may have made one of another kind due.
  const runAndWake: RunTask = (task) =>
    runTask(task).finally(() => {
      wake();
    });
  for (const kind of TASK_KINDS)
    lanes.set(kind, createLane(deps, kind, runAndWake));
  return {
    start() {
      for (const lane of lanes.values()) lane.start();
    },
    wake,
    async stop() {
      await Promise.all([...lanes.values()].map((lane) => lane.stop()));
    },
  };
}

function createLane(deps: Deps, kind: TaskKind, runTask: RunTask): Lane {
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let stopped = true;
  /** By the clock, which may be put back. */
  let lastLookAt = Infinity;

  const nap = (ms: number): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(look, ms);
    timer.unref();
  };

  const run = (task: LeasedTask): void => {
    const work = runTask(task)
      .catch((error: unknown) => {
        // The lease ends by itself and the task comes again.
        deps.log.error(
          { err: error, task: task.kind, subject: task.subject },
          "a scheduled task failed",
        );
      })
      .finally(() => {
        running.delete(work);
        look();
      });
    running.add(work);
  };

  const takeDue = async (): Promise<number> => {
    const now = deps.clock.now();
    await bringBack(now);
    const limits = freePlaces();
    if (limits[TASK_PRIORITY.first] > 0)
      for (const task of await deps.store.leaseTasks(
        kind,
        now,
        LEASE_MS,
        limits,
      ))
        run(task);
    const left = freePlaces();
    const startable = Object.values(TASK_PRIORITY).filter(
      (priority) => left[priority] > 0,
    );
    const next = await deps.store.nextTaskAt(kind, deps.clock.now(), startable);
    return next === null
      ? LONGEST_NAP_MS
      : Math.max(0, next - deps.clock.now());
  };

  const freePlaces = (): LeaseLimits => ({
    [TASK_PRIORITY.background]: PLACES[TASK_PRIORITY.background] - running.size,
    [TASK_PRIORITY.shopper]: PLACES[TASK_PRIORITY.shopper] - running.size,
    [TASK_PRIORITY.first]: PLACES[TASK_PRIORITY.first] - running.size,
  });

  /** What was put off while the clock was ahead would come by the wrong time. */
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
          nap(Math.min(ms, LONGEST_NAP_MS));
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
    start() {
      stopped = false;
      look();
    },
    look,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
      await Promise.allSettled(running);
    },
  };
}
