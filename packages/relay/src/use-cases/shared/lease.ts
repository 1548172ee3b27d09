/** A task is leased while it runs, so that no other process runs it too. */
import type { LeasedTask } from "../../ports/store.ts";
import type { Deps } from "./deps.ts";

/** Longer than a query with a token refresh and one retry, so that no task runs twice at once. */
export const LEASE_MS = 120_000;
/** The retry delay after an internal error, shorter than the lease. */
const AFTER_FAILURE_MS = 30_000;

/**
 * `work` settles the task. If it throws, the task is retried a little later, or at once if it was requested meanwhile.
 */
export async function holdingLease<T>(
  { store, clock, log }: Deps,
  task: LeasedTask,
  work: (task: LeasedTask) => Promise<T>,
): Promise<T> {
  try {
    return await work(task);
  } catch (error) {
    const dueAt = clock.now() + AFTER_FAILURE_MS;
    await store
      .transaction((tx) => tx.settleTask(task, { ...task, dueAt }))
      .catch((second: unknown) => {
        // The lease expires, and the task runs again.
        log.warn(
          { err: second, task: task.kind, subject: task.subject },
          "a failed task could not be rescheduled",
        );
      });
    throw error;
  }
}
