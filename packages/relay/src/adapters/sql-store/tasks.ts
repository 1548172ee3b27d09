/** Tasks: what is to be done, when, and what becomes of it. */
import type { ExpressionBuilder } from "kysely";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { LeasedTask, Task } from "../../ports/store.ts";
import type { TaskKind, TaskPriority } from "../../domain/task.ts";
import type { Schema } from "./schema.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

export interface TaskRow {
  /** With the lane: see `kindInLane`. */
  readonly kind: string;
  readonly subject: string;
  readonly dueAt: number;
  readonly priority: TaskPriority;
}

/** How the column names tasks of a kind in a lane: each lane is searched by the index of the kinds. */
export const kindInLane = (kind: TaskKind, lane = ""): string =>
  lane === "" ? kind : `${kind} ${lane}`;

export const toRow = ({
  kind,
  lane,
  subject,
  dueAt,
  priority,
}: Task): TaskRow => ({
  kind: kindInLane(kind, lane),
  subject,
  dueAt,
  priority: priority ?? TASK_PRIORITY.background,
});

const startPut = (db: Db, task: TaskRow) =>
  db.insertInto("tasks").values({
    kind: task.kind,
    subject: task.subject,
    due_at: task.dueAt,
    priority: task.priority,
    leased_until: null,
    last_lease: 0,
    requested_at: null,
    requested_priority: null,
  });

type Existing = ExpressionBuilder<
  Schema & { excluded: Schema["tasks"] },
  "tasks" | "excluded"
>;

/** The new values, or those stored where they are sooner and more urgent. */
const SOONER = {
  due_at: (eb: Existing) =>
    eb
      .case()
      .when("tasks.due_at", "<", eb.ref("excluded.due_at"))
      .then(eb.ref("tasks.due_at"))
      .else(eb.ref("excluded.due_at"))
      .end(),
  priority: (eb: Existing) =>
    eb
      .case()
      .when("tasks.priority", ">", eb.ref("excluded.priority"))
      .then(eb.ref("tasks.priority"))
      .else(eb.ref("excluded.priority"))
      .end(),
};

const REPLACED = {
  due_at: (eb: Existing) => eb.ref("excluded.due_at"),
  priority: (eb: Existing) => eb.ref("excluded.priority"),
};

/**
 * Of a task that nobody holds, `free` says what becomes of it. Of one that is held, the wish is written beside the
 * lease; the urgency counts at once too, for the case that the holder is gone.
 */
const startRequest = (db: Db, task: TaskRow, free: typeof REPLACED) =>
  startPut(db, task).onConflict((conflict) =>
    conflict.columns(["kind", "subject"]).doUpdateSet((eb) => ({
      due_at: eb
        .case()
        .when("tasks.leased_until", "is", null)
        .then(free.due_at(eb))
        .else(eb.ref("tasks.due_at"))
        .end(),
      priority: eb
        .case()
        .when("tasks.leased_until", "is", null)
        .then(free.priority(eb))
        .else(SOONER.priority(eb))
        .end(),
      requested_at: eb
        .case()
        .when("tasks.leased_until", "is", null)
        .then(null)
        .when("tasks.requested_at", "<", eb.ref("excluded.due_at"))
        .then(eb.ref("tasks.requested_at"))
        .else(eb.ref("excluded.due_at"))
        .end(),
      requested_priority: eb
        .case()
        .when("tasks.leased_until", "is", null)
        .then(null)
        .when("tasks.requested_priority", ">", eb.ref("excluded.priority"))
        .then(eb.ref("tasks.requested_priority"))
        .else(eb.ref("excluded.priority"))
        .end(),
    })),
  );

const put = createStatement((db, task: TaskRow) =>
  startRequest(db, task, REPLACED),
);

const requestSooner = createStatement((db, task: TaskRow) =>
  startRequest(db, task, SOONER),
);

const ensure = createStatement((db, task: TaskRow) =>
  startPut(db, task).onConflict((conflict) =>
    conflict.columns(["kind", "subject"]).doNothing(),
  ),
);

interface Leased extends TaskRow {
  readonly leasedUntil: number;
}

/** Finds nothing where the task was asked for since the lease began. */
const removeLeased = createStatement((db, task: Leased) =>
  db
    .deleteFrom("tasks")
    .where("kind", "=", task.kind)
    .where("subject", "=", task.subject)
    .where("leased_until", "=", task.leasedUntil)
    .where("requested_at", "is", null),
);

export const NO_LEASE = {
  leased_until: null,
  requested_at: null,
  requested_priority: null,
};

const repeatRequested = createStatement((db, task: Leased) =>
  db
    .updateTable("tasks")
    .set((eb) => ({
      due_at: eb.fn.coalesce("requested_at", "due_at"),
      priority: eb.fn.coalesce("requested_priority", "priority"),
      ...NO_LEASE,
    }))
    .where("kind", "=", task.kind)
    .where("subject", "=", task.subject)
    .where("leased_until", "=", task.leasedUntil)
    .returning("due_at"),
);

const putNext = createStatement((db, next: Leased) =>
  db
    .updateTable("tasks")
    .set((eb) => ({
      due_at: eb
        .case()
        .when("requested_at", "<", next.dueAt)
        .then(eb.fn.coalesce("requested_at", "due_at"))
        .else(next.dueAt)
        .end(),
      priority: eb
        .case()
        .when("requested_priority", ">", next.priority)
        .then(eb.fn.coalesce("requested_priority", "priority"))
        .else(next.priority)
        .end(),
      ...NO_LEASE,
    }))
    .where("kind", "=", next.kind)
    .where("subject", "=", next.subject)
    .where("leased_until", "=", next.leasedUntil)
    .returning("due_at"),
);

export async function putTask(db: Db, task: Task): Promise<void> {
  await put(db, toRow(task));
}

/** When the task is due again; null when it is not, or the lease was another's by now. */
export async function settleTask(
  db: Db,
  leased: LeasedTask,
  next: Task | null,
): Promise<number | null> {
  const { leasedUntil } = leased;
  if (next !== null) {
    const { rows } = await putNext(db, { ...toRow(next), leasedUntil });
    return rows[0]?.due_at ?? null;
  }
  const row = { ...toRow(leased), leasedUntil };
  const { numAffectedRows } = await removeLeased(db, row);
  if (numAffectedRows === 1n) return null;
  const { rows } = await repeatRequested(db, row);
  return rows[0]?.due_at ?? null;
}

export async function runSooner(db: Db, task: Task): Promise<void> {
  await requestSooner(db, toRow(task));
}

export async function ensureTask(db: Db, task: Task): Promise<void> {
  await ensure(db, toRow(task));
}
