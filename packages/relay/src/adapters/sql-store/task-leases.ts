/**
 * Who holds a task. A lease is named by the moment it ends; `last_lease` stays behind when it has ended,
 * so that the same task never has two leases of one name.
 */
import { sql } from "kysely";
import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import { LONGEST_LEASE_MS } from "../../ports/store.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { LeasedTask, LeaseLimits, Task } from "../../ports/store.ts";
import type { TaskKind, TaskPriority } from "../../domain/task.ts";
import type { Schema } from "./schema.ts";
import { skipLocked } from "./locks.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";
import { ensureTask, kindInLane, NO_LEASE, toRow } from "./tasks.ts";
import type { TaskRow } from "./tasks.ts";

/** In the order in which they are leased. */
const PRIORITIES: readonly TaskPriority[] = [
  TASK_PRIORITY.first,
  TASK_PRIORITY.shopper,
  TASK_PRIORITY.background,
];

interface Moment {
  readonly kind: string;
  readonly priority: TaskPriority;
  readonly now: number;
  /** The end of the longest lease that can begin now. */
  readonly farthest: number;
}

interface Leasing extends Moment {
  readonly until: number;
  readonly limit: number;
}

/** A lease that is over is taken like none; what was asked for meanwhile is what the new one is for. */
const startLease = (until: number, farthest: number) => {
  return (eb: ExpressionBuilder<Schema, "tasks">) => {
    const name = eb
      .case()
      .when(
        eb.or([eb("last_lease", "<", until), eb("last_lease", ">", farthest)]),
      )
      .then(until)
      .else(eb("last_lease", "+", 1))
      .end();
    return { ...NO_LEASE, leased_until: name, last_lease: name };
  };
};

/** What is due is chosen apart: PostgreSQL may run a subquery more than once, and each time it would lock others. */
const lease = createStatement((db, leasing: Leasing) => {
  const { kind, priority, now, farthest, until, limit } = leasing;
  return db
    .with("due", (from) =>
      skipLocked(
        db,
        from
          .selectFrom("tasks")
          .select(["kind", "subject"])
          .where("kind", "=", kind)
          .where("priority", "=", priority)
          .where("due_at", "<=", now)
          .where((eb) => isFree(eb, now, farthest))
          .orderBy("due_at")
          .limit(limit),
      ),
    )
    .updateTable("tasks")
    .set(startLease(until, farthest))
    .where((eb) =>
      eb(
        eb.refTuple("tasks.kind", "tasks.subject"),
        "in",
        eb
          .selectFrom("due")
          .select(["due.kind", "due.subject"])
          .$asTuple("kind", "subject"),
      ),
    )
    .returning(["subject", "due_at", "last_lease"]);
});

const leaseOne = createStatement(
  (
    db,
    { kind, subject, now, farthest, until }: TaskRow & Omit<Leasing, "limit">,
  ) =>
    db
      .updateTable("tasks")
      .set(startLease(until, farthest))
      .where("kind", "=", kind)
      .where("subject", "=", subject)
      .where((eb) => isFree(eb, now, farthest))
      .returning(["due_at", "priority", "last_lease"]),
);

interface Look extends Omit<Moment, "priority"> {
  readonly first: TaskPriority;
  readonly second: TaskPriority;
  readonly third: TaskPriority;
}

const nextOf = (
  db: Db,
  { kind, now, farthest }: Look,
  priority: TaskPriority,
) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom("tasks")
        .select("due_at")
        .where("kind", "=", kind)
        .where("priority", "=", priority)
        .where((eb) => isFree(eb, now, farthest))
        .orderBy("due_at")
        .limit(1)
        .as("next"),
    )
    .select("due_at");

/** The index has the tasks of each priority in their order; with "in" all of a kind would be read and sorted. */
export const selectNextOfOne = (db: Db, look: Look) =>
  nextOf(db, look, look.first);
export const selectNextOfTwo = (db: Db, look: Look) =>
  selectNextOfOne(db, look).unionAll(nextOf(db, look, look.second));
export const selectNextOfThree = (db: Db, look: Look) =>
  selectNextOfTwo(db, look).unionAll(nextOf(db, look, look.third));

const nextStatements = [
  selectNextOfOne,
  selectNextOfTwo,
  selectNextOfThree,
].map((build) => createStatement(build));

export async function leaseTasks(
  db: Db,
  kind: TaskKind,
  now: number,
  leaseMs: number,
  limits: number | LeaseLimits,
  lane = "",
): Promise<readonly LeasedTask[]> {
  const leased: LeasedTask[] = [];
  for (const priority of PRIORITIES) {
    const most = typeof limits === "number" ? limits : limits[priority];
    const limit = most - leased.length;
    if (limit <= 0) continue;
    const { rows } = await lease(db, {
      ...momentOf(kindInLane(kind, lane), priority, now),
      until: now + leaseMs,
      limit,
    });
    const found = rows.map(({ subject, due_at, last_lease }) => ({
      kind,
      subject,
      dueAt: due_at,
      ...inLane(lane),
      priority,
      leasedUntil: last_lease,
    }));
    // RETURNING promises no order (https://www.sqlite.org/lang_returning.html, section 2.1).
    leased.push(...found.toSorted((a, b) => a.dueAt - b.dueAt));
  }
  return leased;
}

const inLane = (lane = ""): Pick<Task, "lane"> => (lane === "" ? {} : { lane });

/** Null when another holds it. */
export async function leaseTask(
  db: Db,
  task: Task,
  now: number,
  leaseMs: number,
): Promise<LeasedTask | null> {
  const row = toRow(task);
  const leasing = {
    ...row,
    ...momentOf(row.kind, row.priority, now),
    until: now + leaseMs,
  };
  let [found] = (await leaseOne(db, leasing)).rows;
  if (found === undefined) {
    await ensureTask(db, task);
    [found] = (await leaseOne(db, leasing)).rows;
  }
  return found === undefined
    ? null
    : {
        kind: task.kind,
        subject: row.subject,
        dueAt: found.due_at,
        ...inLane(task.lane),
        priority: found.priority,
        leasedUntil: found.last_lease,
      };
}

/** Ends every lease: for who knows that no holder is left. */
export async function freeTasks(db: Db): Promise<void> {
  await db
    .updateTable("tasks")
    .set(NO_LEASE)
    .where("leased_until", "is not", null)
    .execute();
}

export async function resumeTasks(
  db: Db,
  kind: TaskKind,
  now: number,
  share: number,
): Promise<void> {
  await db
    .updateTable("tasks")
    .set({
      due_at: sql<number>`${now} + cast((due_at - ${now}) * cast(${share} as double precision) as bigint)`,
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
  lane = "",
): Promise<boolean> {
  const row = await db
    .selectFrom("tasks")
    .select("due_at")
    .where("kind", "=", kindInLane(kind, lane))
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
  lane = "",
): Promise<void> {
  await db
    .updateTable("tasks")
    .set({ due_at: dueAt })
    .where("kind", "=", kindInLane(kind, lane))
    .where("priority", "in", PRIORITIES)
    .where("due_at", ">", latest)
    .execute();
}

export async function nextTaskAt(
  db: Db,
  kind: TaskKind,
  now: number,
  priorities: readonly TaskPriority[] = PRIORITIES,
  lane = "",
): Promise<number | null> {
  const [first, second = 0, third = 0] = priorities;
  const find = nextStatements[priorities.length - 1];
  if (first === undefined || find === undefined) return null;
  const moment = momentOf(kindInLane(kind, lane), first, now);
  const look = { ...moment, first, second, third };
  const { rows } = await find(db, look);
  return rows.length === 0
    ? null
    : Math.min(...rows.map(({ due_at }) => due_at));
}

function momentOf(kind: string, priority: TaskPriority, now: number): Moment {
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
