/**
 * Tasks and their leases. A lease is named by the moment it ends; `last_lease` stays behind when a
 * lease is ended early, so that the same task never has two leases of one name.
 */
import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import type { LeasedTask, Task, TaskKind } from "../../ports/store.ts";
import type { Schema } from "./schema.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

const startPut = (db: Db, task: Task) =>
  db.insertInto("tasks").values({
    kind: task.kind,
    subject: task.subject,
    due_at: task.dueAt,
    leased_until: null,
    last_lease: 0,
  });

const put = createStatement((db, task: Task) =>
  startPut(db, task).onConflict((conflict) =>
    conflict.columns(["kind", "subject"]).doUpdateSet((eb) => ({
      due_at: eb.ref("excluded.due_at"),
      leased_until: null,
    })),
  ),
);

const ensure = createStatement((db, task: Task) =>
  startPut(db, task).onConflict((conflict) =>
    conflict.columns(["kind", "subject"]).doNothing(),
  ),
);

const hasten = createStatement((db, task: Task) =>
  startPut(db, task).onConflict((conflict) =>
    conflict.columns(["kind", "subject"]).doUpdateSet((eb) => ({
      due_at: eb
        .case()
        .when("tasks.due_at", "<", eb.ref("excluded.due_at"))
        .then(eb.ref("tasks.due_at"))
        .else(eb.ref("excluded.due_at"))
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

interface Leasing {
  readonly kind: TaskKind;
  readonly now: number;
  readonly until: number;
  readonly limit: number;
}

/** One statement; a lease that is over is taken like none. */
const lease = createStatement((db, { kind, now, until, limit }: Leasing) =>
  db
    .updateTable("tasks")
    .set((eb) => {
      const name = eb
        .case()
        .when("last_lease", "<", until)
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
          .where("due_at", "<=", now)
          .where((inner) => isFree(inner, now))
          .orderBy("due_at")
          .orderBy("subject")
          .limit(limit)
          .$asTuple("kind", "subject"),
      ),
    )
    .returning(["subject", "due_at", "last_lease"]),
);

const selectNext = createStatement(
  (db, { kind, now }: Pick<Leasing, "kind" | "now">) =>
    db
      .selectFrom("tasks")
      .select("due_at")
      .where("kind", "=", kind)
      .where((eb) => isFree(eb, now))
      .orderBy("due_at")
      .limit(1),
);

export async function putTask(db: Db, task: Task): Promise<void> {
  await put(db, task);
}

export async function settleTask(
  db: Db,
  leased: LeasedTask,
  next: Task | null,
): Promise<void> {
  const { numAffectedRows } = await removeLeased(db, leased);
  if (numAffectedRows === 1n && next !== null) await put(db, next);
}

export async function hastenTask(db: Db, task: Task): Promise<void> {
  await hasten(db, task);
}

export async function ensureTask(db: Db, task: Task): Promise<void> {
  await ensure(db, task);
}

export async function leaseTasks(
  db: Db,
  kind: TaskKind,
  now: number,
  leaseMs: number,
  limit: number,
): Promise<readonly LeasedTask[]> {
  const { rows } = await lease(db, {
    kind,
    now,
    until: now + leaseMs,
    limit,
  });
  // RETURNING promises no order (https://www.sqlite.org/lang_returning.html, section 2.1).
  return rows
    .map(({ subject, due_at, last_lease }) => ({
      kind,
      subject,
      dueAt: due_at,
      leasedUntil: last_lease,
    }))
    .toSorted((a, b) => a.dueAt - b.dueAt);
}

export async function hastenAllTasks(
  db: Db,
  kind: TaskKind,
  dueAt: number,
): Promise<void> {
  const free = { leased_until: null };
  await db.updateTable("tasks").set(free).where("kind", "=", kind).execute();
  await db
    .updateTable("tasks")
    .set({ due_at: dueAt })
    .where("kind", "=", kind)
    .where("due_at", ">", dueAt)
    .execute();
}

export async function nextTaskAt(
  db: Db,
  kind: TaskKind,
  now: number,
): Promise<number | null> {
  const { rows } = await selectNext(db, { kind, now });
  return rows[0]?.due_at ?? null;
}

function isFree(
  eb: ExpressionBuilder<Schema, "tasks">,
  now: number,
): Expression<SqlBool> {
  return eb.or([eb("leased_until", "is", null), eb("leased_until", "<=", now)]);
}
