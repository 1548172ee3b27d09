/**
 * What a transaction takes hold of before it reads what it will write. SQLite has one writer at a time, so there is
 * nothing to lock there. On PostgreSQL a statement sees what was committed before it began: what others changed while it
 * waited for a lock is seen by the next one, so that locks stand in statements of their own, before the reading
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

/** Until the transaction ends no other gets past this for the same order. */
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

/** The same for what may have no row yet: until the transaction ends no other gets past this with the same name. */
export async function lockName(db: Db, ...name: string[]): Promise<void> {
  if (!isPostgres(db)) return;
  // Two names with one number would only wait for each other.
  const number = createHash("sha256")
    .update(JSON.stringify(name))
    .digest()
    .readBigInt64BE();
  await sql`select pg_advisory_xact_lock(${number.toString()})`.execute(db);
}

interface Lockable<Q> {
  forUpdate(): Q & { skipLocked(): Q };
}

/** The rows found, of one table, as they are when the lock is got. */
export function forUpdate<Q extends Lockable<Q>>(db: Db, query: Q): Q {
  return isPostgres(db) ? query.forUpdate() : query;
}

/** Passes over the rows that another transaction holds. */
export function skipLocked<Q extends Lockable<Q>>(db: Db, query: Q): Q {
  return isPostgres(db) ? query.forUpdate().skipLocked() : query;
}
