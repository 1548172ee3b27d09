import { expect } from "vitest";
import type {
  LeasedTask,
  Task as AnyTask,
} from "../../../../src/ports/store.ts";

type Task = Required<Omit<AnyTask, "lane">>;

type Wish = Pick<Task, "dueAt" | "priority">;

interface Row {
  readonly task: Task;
  /** The lease in force, by its name. */
  readonly lease: number | null;
  /** What was asked for since the lease began. */
  readonly request: Wish | null;
}

const both = (a: Wish, b: Wish | null): Wish => ({
  dueAt: Math.min(a.dueAt, b?.dueAt ?? Infinity),
  priority: b !== null && b.priority > a.priority ? b.priority : a.priority,
});

/** What tasks of one kind do, in a few lines of memory. */
export class TaskModel {
  readonly #rows = new Map<string, Row>();

  put(task: Task): void {
    const row = this.#rows.get(task.subject);
    if (row?.lease == null) this.#set(task);
    else this.#request(row, task);
  }

  hasten(task: Task): void {
    const row = this.#rows.get(task.subject);
    if (row?.lease != null) this.#request(row, task);
    else this.#set({ ...task, ...both(task, row?.task ?? null) });
  }

  settle({ subject, leasedUntil }: LeasedTask, next: Task | null): void {
    const row = this.#rows.get(subject);
    if (row?.lease !== leasedUntil) return;
    if (next !== null) this.#set({ ...next, ...both(next, row.request) });
    else if (row.request !== null) this.#set({ ...row.task, ...row.request });
    else this.#rows.delete(subject);
  }

  /** Takes over a lease of this very task; `got` must be null exactly while somebody holds it. */
  checkTaken(got: LeasedTask | null, task: Task, now: number): void {
    const row = this.#rows.get(task.subject);
    const isHeld = row?.lease != null && row.lease > now;
    expect(got === null).toBe(isHeld);
    if (got === null) return;
    expect(toTask(got)).toEqual(row?.task ?? task);
    this.#hold(got);
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
      expect(leased.leasedUntil).toBeGreaterThanOrEqual(now + leaseMs);
      this.#hold(leased);
    }
  }

  #set(task: Task): void {
    this.#rows.set(task.subject, { task, lease: null, request: null });
  }

  #hold(leased: LeasedTask): void {
    const { subject, leasedUntil: lease } = leased;
    this.#rows.set(subject, { task: toTask(leased), lease, request: null });
  }

  #request(row: Row, task: Task): void {
    const { priority } = both(task, row.task);
    this.#rows.set(task.subject, {
      ...row,
      task: { ...row.task, priority },
      request: both(task, row.request),
    });
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
