/** What the contracts about tasks share: a task, its lease, and the steps that a test takes with them. */
import { TASK_PRIORITY } from "../../../../src/domain/task.ts";
import type {
  LeasedTask,
  LeaseLimits,
  Store,
  StoreTransaction,
  Task,
} from "../../../../src/ports/store.ts";
import { T0 } from "./harness.ts";

export const LEASE_MS = 1000;

export const task = (subject: string, changes: Partial<Task> = {}): Task => ({
  kind: "query_attempt",
  subject,
  dueAt: T0,
  ...changes,
});

export const leasedAs = (
  given: Task,
  leasedUntil = T0 + LEASE_MS,
): LeasedTask => ({
  priority: TASK_PRIORITY.background,
  ...given,
  leasedUntil,
});

/** `store`: the one of the test that runs. */
export function taskSteps(store: () => Store) {
  const change = (work: (tx: StoreTransaction) => Promise<void>) =>
    store().transaction(work);
  const put = (...tasks: Task[]) =>
    change(async (tx) => {
      for (const each of tasks) await tx.putTask(each);
    });
  const lease = (
    now = T0,
    limit: number | LeaseLimits = 100,
    from: Store = store(),
  ) => from.leaseTasks("query_attempt", now, LEASE_MS, limit);
  const leaseOne = async (now = T0): Promise<LeasedTask> => {
    const [first] = await lease(now, 1);
    if (first === undefined) throw new Error("nothing was due");
    return first;
  };
  /** When the next task is due; by default that of the usual kind, at the usual time. */
  const nextAt = (now = T0, kind: Task["kind"] = "query_attempt") =>
    store().nextTaskAt(kind, now);
  const settle = (held: LeasedTask, next: Task | null) =>
    change((tx) => tx.settleTask(held, next));
  return { change, put, lease, leaseOne, nextAt, settle };
}
