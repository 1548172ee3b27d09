import { sql } from "kysely";
import { isPostgres } from "../locks.ts";
import { KEY, countChanges } from "../order-figures.ts";
import { everyOrder } from "./every-order.ts";
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
    await everyOrder(db, (orders) =>
      countChanges(
        db,
        orders.map((after) => ({ before: undefined, after })),
      ),
    );
  },
};
