import { sql } from "kysely";
import type { Migration } from "./migration.ts";

/** What the merchant is told, as a list. It begins with this version. */
export const events: Migration = {
  number: 20,
  name: "events",
  async up(schema, columns, db) {
    await schema
      .createTable("events")
      .addColumn("seq", columns.number, columns.numbered)
      .addColumn("id", "text", (c) => c.notNull().unique())
      .addColumn("order_id", "text", (c) => c.notNull().references("orders.id"))
      .addColumn("created_at", "bigint", (c) => c.notNull())
      .addColumn("payload", "text", (c) => c.notNull())
      .addColumn("position", "bigint", (c) => c.unique())
      .execute();
    for (const column of ["order_id", "created_at"])
      await schema
        .createIndex(`events_by_${column}`)
        .on("events")
        .column(column)
        .execute();
    await schema
      .createIndex("events_without_position")
      .on("events")
      .column("seq")
      .where(sql.ref("position"), "is", null)
      .execute();
    await schema
      .createTable("event_positions")
      .addColumn("id", "integer", (c) => c.primaryKey())
      .addColumn("last", "bigint", (c) => c.notNull())
      .execute();
    await db.insertInto("event_positions").values({ id: 1, last: 0 }).execute();
  },
};
