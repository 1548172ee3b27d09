import { expect } from "vitest";
import type { LeasedTask, Task as AnyTask } from "../../../src/ports/store.ts";

type Task = Required<AnyTask>;

interface Row {
  readonly task: Task;
  /** The lease in force, by its name. */
  readonly lease: number | null;
}

/** What tasks of one kind do, in a few lines of memory. */
export class TaskModel {
  readonly #rows = new Map<string, Row>();

  put(task: Task): void {
    this.#rows.set(task.subject, { task, lease: null });
  }

  hasten(task: Task): void {
    const known = this.#rows.get(task.subject)?.task;
    this.put(
      known === undefined
        ? task
        : {
            ...known,
            dueAt: Math.min(known.dueAt, task.dueAt),
            priority:
              known.priority > task.priority ? known.priority : task.priority,
          },
    );
  }

  settle({ subject, leasedUntil }: LeasedTask, next: Task | null): void {
    if (this.#rows.get(subject)?.lease !== leasedUntil) return;
    if (next === null) this.#rows.delete(subject);
    else this.put(next);
  }

  nextAt(now: number): number | null {
    const times = this.#free(now).map(({ task }) => task.dueAt);
    return times.length === 0 ? null : Math.min(...times);
  }

  /** Takes over what the store leased, after a look whether it was allowed to and left nothing out. */
  checkLeased(
    got: readonly LeasedTask[],
    now: number,
    leaseMs: number,
    limit: number,
  ): void {
    const due = this.#free(now)
      .map(({ task }) => task)
      .filter(({ dueAt }) => dueAt <= now)
      .toSorted(inOrder)
      .slice(0, limit);
    expect(got.map(toTask).toSorted(inOrder)).toEqual(due);
    expect(
      got.map(toTask).map(({ priority, dueAt }) => [-priority, dueAt]),
    ).toEqual(due.map(({ priority, dueAt }) => [-priority, dueAt]));
    for (const leased of got) {
      const { subject, leasedUntil: lease } = leased;
      expect(lease).toBeGreaterThanOrEqual(now + leaseMs);
      this.#rows.set(subject, { task: toTask(leased), lease });
    }
  }

  #free(now: number): readonly Row[] {
    return [...this.#rows.values()].filter(
      ({ lease }) => lease === null || lease <= now,
    );
  }
}

const toTask = ({ kind, subject, dueAt, priority }: LeasedTask): Task => ({
  kind,
  subject,
  dueAt,
  priority,
});

const inOrder = (a: Task, b: Task): number =>
  b.priority - a.priority ||
  a.dueAt - b.dueAt ||
  (a.subject < b.subject ? -1 : 1);
