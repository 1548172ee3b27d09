/** A task is leased while it runs, so that no other process runs it too. */
import type { LeasedTask, Task } from "../../ports/store.ts";
import type { Deps } from "./deps.ts";

/** Longer than a query with a token refresh and one retry, so that no task runs twice at once. */
export const LEASE_MS = 120_000;
/** The retry delay after an internal error, shorter than the lease. */
const AFTER_FAILURE_MS = 30_000;
const SETTLE_AGAIN_MS = 5_000;

type LeaseDeps = Pick<Deps, "store" | "clock" | "timers" | "log">;

/**
 * `work` settles the task. If it throws, the task is retried a little later, or at once if it was requested meanwhile.
 */
export async function holdingLease<T>(
  deps: LeaseDeps,
  task: LeasedTask,
  work: (task: LeasedTask) => Promise<T>,
): Promise<T> {
  try {
    return await work(task);
  } catch (error) {
    const { clock, log } = deps;
    const next = { ...task, dueAt: clock.now() + AFTER_FAILURE_MS };
    await settle(deps, task, next).catch((second: unknown) => {
      log.warn(
        { err: second, task: task.kind, subject: task.subject },
        "a failed task could not be rescheduled",
      );
      settleLater(deps, task, next, LEASE_MS / SETTLE_AGAIN_MS);
    });
    throw error;
  }
}

const settle = (
  { store }: LeaseDeps,
  task: LeasedTask,
  next: Task,
): Promise<void> => store.transaction((tx) => tx.settleTask(task, next));

/**
 * A store that was down for a moment should not delay a payment until the lease expires. Errors were logged the first
 * time; after the last try the expired lease lets the task run again.
 */
function settleLater(
  deps: LeaseDeps,
  task: LeasedTask,
  next: Task,
  triesLeft: number,
): void {
  if (triesLeft <= 0) return;
  deps.timers.after(SETTLE_AGAIN_MS, () => {
    settle(deps, task, next).catch(() => {
      settleLater(deps, task, next, triesLeft - 1);
    });
  });
}
