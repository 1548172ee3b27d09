/** Runs what is due: rows in the store decide what and when, the timer only saves looking all the time. */
import { TASK_KINDS } from "../ports/store.ts";
import type { LeasedTask, TaskKind } from "../ports/store.ts";
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
const MOST_AT_ONCE = 16;
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
    const free = MOST_AT_ONCE - running.size;
    if (free > 0)
      for (const task of await deps.store.leaseTasks(kind, now, LEASE_MS, free))
        run(task);
    const next = await deps.store.nextTaskAt(kind, deps.clock.now());
    return next === null || running.size >= MOST_AT_ONCE
      ? LONGEST_NAP_MS
      : Math.max(0, next - deps.clock.now());
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
