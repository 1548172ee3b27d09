/** A task is held while its work is done: nobody else does the same, in whatever process. */
import type { LeasedTask } from "../../ports/store.ts";
import type { Deps } from "./deps.ts";

/** Longer than a query with a fresh token and one repeat may take, so that no task runs twice at once. */
export const LEASE_MS = 120_000;
/** Where the work failed for a reason of our own it is not tried again at once, nor is the end of the lease awaited. */
const AFTER_FAILURE_MS = 30_000;

/** `work` settles the task. Where it fails the task comes again a little later, or at once when it was asked for. */
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
        // The lease ends by itself, and the task comes again.
        log.warn(
          { err: second, task: task.kind, subject: task.subject },
          "a task that failed could not be put off",
        );
      });
    throw error;
  }
}
