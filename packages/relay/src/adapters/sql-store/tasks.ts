/**
 * Tasks and their leases. A lease is named by the moment it ends; `last_lease` stays behind when a
 * lease is ended early, so that the same task never has two leases of one name.
 */
import { sql } from "kysely";
import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import { LONGEST_LEASE_MS } from "../../ports/store.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { LeasedTask, LeaseLimits, Task } from "../../ports/store.ts";
import type { TaskKind, TaskPriority } from "../../domain/task.ts";
import type { Schema } from "./schema.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

/** In the order in which they are leased. */
const PRIORITIES: readonly TaskPriority[] = [
  TASK_PRIORITY.first,
  TASK_PRIORITY.shopper,
  TASK_PRIORITY.background,
];

interface TaskRow {
  readonly kind: TaskKind;
  readonly subject: string;
  readonly dueAt: number;
  readonly priority: TaskPriority;
}

const toRow = ({ kind, subject, dueAt, priority }: Task): TaskRow => ({
  kind,
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
  });

const put = createStatement((db, task: TaskRow) =>
  startPut(db, task).onConflict((conflict) =>
    conflict.columns(["kind", "subject"]).doUpdateSet((eb) => ({
      due_at: eb.ref("excluded.due_at"),
      priority: eb.ref("excluded.priority"),
      leased_until: null,
    })),
  ),
);

const ensure = createStatement((db, task: TaskRow) =>
  startPut(db, task).onConflict((conflict) =>
    conflict.columns(["kind", "subject"]).doNothing(),
  ),
);

const hasten = createStatement((db, task: TaskRow) =>
  startPut(db, task).onConflict((conflict) =>
    conflict.columns(["kind", "subject"]).doUpdateSet((eb) => ({
      due_at: eb
        .case()
        .when("tasks.due_at", "<", eb.ref("excluded.due_at"))
        .then(eb.ref("tasks.due_at"))
        .else(eb.ref("excluded.due_at"))
        .end(),
      priority: eb
        .case()
        .when("tasks.priority", ">", eb.ref("excluded.priority"))
        .then(eb.ref("tasks.priority"))
        .else(eb.ref("excluded.priority"))
        .end(),
      leased_until: null,
    })),
  ),
);

const removeLeased = createStatement((db, task: LeasedTask) =>
  db
    .deleteFrom("tasks")
    .where("kind", "=", task.kind)
    .where("subject", "=", task.subject)
    .where("leased_until", "=", task.leasedUntil),
);

interface Moment {
  readonly kind: TaskKind;
  readonly priority: TaskPriority;
  readonly now: number;
  /** The end of the longest lease that can begin now. */
  readonly farthest: number;
}

interface Leasing extends Moment {
  readonly until: number;
  readonly limit: number;
}

/** One statement; a lease that is over is taken like none. */
const lease = createStatement((db, leasing: Leasing) => {
  const { kind, priority, now, farthest, until, limit } = leasing;
  return db
    .updateTable("tasks")
    .set((eb) => {
      const name = eb
        .case()
        .when(
          eb.or([
            eb("last_lease", "<", until),
            eb("last_lease", ">", farthest),
          ]),
        )
        .then(until)
        .else(eb("last_lease", "+", 1))
        .end();
      return { leased_until: name, last_lease: name };
    })
    .where((eb) =>
      eb(
        eb.refTuple("kind", "subject"),
        "in",
        eb
          .selectFrom("tasks")
          .select(["kind", "subject"])
          .where("kind", "=", kind)
          .where("priority", "=", priority)
          .where("due_at", "<=", now)
          .where((inner) => isFree(inner, now, farthest))
          .orderBy("due_at")
          .orderBy("subject")
          .limit(limit)
          .$asTuple("kind", "subject"),
      ),
    )
    .returning(["subject", "due_at", "last_lease"]);
});

const selectNext = createStatement(
  (db, { kind, priority, now, farthest }: Moment) =>
    db
      .selectFrom("tasks")
      .select("due_at")
      .where("kind", "=", kind)
      .where("priority", "=", priority)
      .where((eb) => isFree(eb, now, farthest))
      .orderBy("due_at")
      .limit(1),
);

export async function putTask(db: Db, task: Task): Promise<void> {
  await put(db, toRow(task));
}

export async function settleTask(
  db: Db,
  leased: LeasedTask,
  next: Task | null,
): Promise<void> {
  const { numAffectedRows } = await removeLeased(db, leased);
  if (numAffectedRows === 1n && next !== null) await put(db, toRow(next));
}

export async function hastenTask(db: Db, task: Task): Promise<void> {
  await hasten(db, toRow(task));
}

export async function ensureTask(db: Db, task: Task): Promise<void> {
  await ensure(db, toRow(task));
}

export async function leaseTasks(
  db: Db,
  kind: TaskKind,
  now: number,
  leaseMs: number,
  limits: number | LeaseLimits,
): Promise<readonly LeasedTask[]> {
  const leased: LeasedTask[] = [];
  for (const priority of PRIORITIES) {
    const most = typeof limits === "number" ? limits : limits[priority];
    const limit = most - leased.length;
    if (limit <= 0) continue;
    const { rows } = await lease(db, {
      ...momentOf(kind, priority, now),
      until: now + leaseMs,
      limit,
    });
    const found = rows.map(({ subject, due_at, last_lease }) => ({
      kind,
      subject,
      dueAt: due_at,
      priority,
      leasedUntil: last_lease,
    }));
    // RETURNING promises no order (https://www.sqlite.org/lang_returning.html, section 2.1).
    leased.push(...found.toSorted((a, b) => a.dueAt - b.dueAt));
  }
  return leased;
}

export async function resumeTasks(
  db: Db,
  kind: TaskKind,
  now: number,
  share: number,
): Promise<void> {
  const free = { leased_until: null };
  await db
    .updateTable("tasks")
    .set(free)
    .where("kind", "=", kind)
    .where("leased_until", "is not", null)
    .execute();
  await db
    .updateTable("tasks")
    .set({
      due_at: sql<number>`${now} + cast((due_at - ${now}) * ${share} as bigint)`,
    })
    .where("kind", "=", kind)
    .where("due_at", ">", now)
    .execute();
}

/** Whether `bringTasksBack` has anything to do: a look that needs no writer. */
export async function hasTaskAfter(
  db: Db,
  kind: TaskKind,
  latest: number,
): Promise<boolean> {
  const row = await db
    .selectFrom("tasks")
    .select("due_at")
    .where("kind", "=", kind)
    .where("priority", "in", PRIORITIES)
    .where("due_at", ">", latest)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function bringTasksBack(
  db: Db,
  kind: TaskKind,
  latest: number,
  dueAt: number,
): Promise<void> {
  await db
    .updateTable("tasks")
    .set({ due_at: dueAt })
    .where("kind", "=", kind)
    .where("priority", "in", PRIORITIES)
    .where("due_at", ">", latest)
    .execute();
}

export async function nextTaskAt(
  db: Db,
  kind: TaskKind,
  now: number,
  priorities: readonly TaskPriority[] = PRIORITIES,
): Promise<number | null> {
  const times: number[] = [];
  for (const priority of priorities) {
    const { rows } = await selectNext(db, momentOf(kind, priority, now));
    for (const { due_at } of rows) times.push(due_at);
  }
  return times.length === 0 ? null : Math.min(...times);
}

function momentOf(kind: TaskKind, priority: TaskPriority, now: number): Moment {
  return { kind, priority, now, farthest: now + LONGEST_LEASE_MS };
}

/** A lease that ends too late was made by a clock that has been put back since. */
function isFree(
  eb: ExpressionBuilder<Schema, "tasks">,
  now: number,
  farthest: number,
): Expression<SqlBool> {
  return eb.or([
    eb("leased_until", "is", null),
    eb("leased_until", "<=", now),
    eb("leased_until", ">", farthest),
  ]);
}
