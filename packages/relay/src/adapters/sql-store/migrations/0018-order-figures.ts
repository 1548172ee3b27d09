import { sql } from "kysely";
import { StoreError } from "../errors.ts";
import { isPostgres } from "../locks.ts";
import { KEY, countChanges } from "../order-figures.ts";
import { selectOrders, toOrders } from "../orders.ts";
import type { Db } from "../statement.ts";
import type { Migration } from "./migration.ts";

/** Summaries read how many orders there are of each kind, and not the orders. */
export const orderFigures: Migration = {
  number: 18,
  name: "order-figures",
  async up(schema, _columns, db) {
    const table = schema
      .createTable("order_figures")
      .addColumn("bucket_at", "bigint", (c) => c.notNull())
      .addColumn("shard", "integer", (c) => c.notNull())
      .addColumn("status", "text", (c) => c.notNull())
      .addColumn("method", "text", (c) => c.notNull())
      .addColumn("provider", "text", (c) => c.notNull())
      .addColumn("currency", "text", (c) => c.notNull())
      .addColumn("paid_within", "integer", (c) => c.notNull())
      .addColumn("orders", "bigint", (c) => c.notNull())
      .addColumn("value", "bigint", (c) => c.notNull())
      .addPrimaryKeyConstraint("order_figures_key", [...KEY]);
    // The rows stand in the order of their key, in which they are read.
    const clustered = isPostgres(db)
      ? table
      : table.modifyEnd(sql`without rowid`);
    await clustered.execute();
    for (let last: string | undefined = ""; last !== undefined;)
      last = await countAfter(db, last);
  },
};

const BATCH = 500;

/** Returns the last id that it read, or undefined at the end. */
async function countAfter(db: Db, after: string): Promise<string | undefined> {
  const ids = await db
    .selectFrom("orders")
    .select("id")
    .where("id", ">", after)
    .orderBy("id")
    .limit(BATCH)
    .execute();
  const last = ids.at(-1)?.id;
  if (last === undefined) return undefined;
  const rows = await selectOrders(db)
    .where("orders.id", ">", after)
    .where("orders.id", "<=", last)
    .orderBy("orders.id")
    .orderBy("attempts.seq")
    .execute();
  const orders = ids.flatMap(({ id }) =>
    readable(() => toOrders(rows.filter((row) => row.id === id))),
  );
  await countChanges(
    db,
    orders.map((order) => ({ before: undefined, after: order })),
  );
  return last;
}

/** What can't be read is told of where it is used. */
function readable<T>(read: () => readonly T[]): readonly T[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof StoreError) return [];
    throw error;
  }
}
