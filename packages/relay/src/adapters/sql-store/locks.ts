/**
 * Locks that a transaction takes before it reads what it will write. SQLite has one writer at a time and needs none. On
 * PostgreSQL, a statement sees what was committed before it began, but not what changed while it waited for a lock. The
 * next statement does, so locks are taken in statements of their own, before reading
 * (https://www.postgresql.org/docs/current/transaction-iso.html#XACT-READ-COMMITTED).
 */
import { createHash } from "node:crypto";
import { PostgresAdapter, sql } from "kysely";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

export const isPostgres = (db: Db): boolean =>
  db.getExecutor().adapter instanceof PostgresAdapter;

const lockById = createStatement((db, { id }: { id: string }) =>
  db.selectFrom("orders").select("id").where("id", "=", id).forUpdate(),
);

const lockByAttempt = createStatement((db, { idLower }: { idLower: string }) =>
  db
    .selectFrom("orders")
    .select("id")
    .where("id", "=", (eb) =>
      eb
        .selectFrom("attempts")
        .select("order_id")
        .where("id_lower", "=", idLower),
    )
    .forUpdate(),
);

/** Locks the order until the transaction ends. */
export async function lockOrder(db: Db, id: string): Promise<void> {
  if (isPostgres(db)) await lockById(db, { id });
}

export async function lockOrderOfAttempt(
  db: Db,
  attemptId: string,
): Promise<void> {
  if (isPostgres(db))
    await lockByAttempt(db, { idLower: attemptId.toLowerCase() });
}

/** Locks a name until the transaction ends, for things that may have no row yet. */
export async function lockName(db: Db, ...name: string[]): Promise<void> {
  if (!isPostgres(db)) return;
  // A hash collision would only make two transactions wait for each other.
  const number = createHash("sha256")
    .update(JSON.stringify(name))
    .digest()
    .readBigInt64BE();
  await sql`select pg_advisory_xact_lock(${number.toString()})`.execute(db);
}

interface Lockable<Q> {
  forUpdate(): Q & { skipLocked(): Q };
}

/** Locks the rows found, of one table, and returns their newest state. */
export function forUpdate<Q extends Lockable<Q>>(db: Db, query: Q): Q {
  return isPostgres(db) ? query.forUpdate() : query;
}

/** Locks the rows found, and skips those that another transaction has locked. */
export function skipLocked<Q extends Lockable<Q>>(db: Db, query: Q): Q {
  return isPostgres(db) ? query.forUpdate().skipLocked() : query;
}
