import { sql } from "kysely";
import { putLinkUse } from "../link-uses.ts";
import { isPostgres } from "../locks.ts";
import { everyOrder } from "./every-order.ts";
import type { Migration } from "./migration.ts";

/** What the orders of a payment link come to is counted, for its limits and its statistics. */
export const linkUses: Migration = {
  number: 25,
  name: "link-uses",
  async up(schema, _columns, db) {
    const table = schema
      .createTable("link_uses")
      .addColumn("link_id", "text", (c) => c.notNull())
      .addColumn("order_id", "text", (c) => c.notNull())
      .addColumn("state", "text", (c) => c.notNull())
      .addColumn("units", "integer", (c) => c.notNull())
      .addColumn("currency", "text", (c) => c.notNull())
      .addColumn("value", "bigint", (c) => c.notNull())
      .addColumn("phone", "text")
      .addColumn("paid_at", "bigint")
      .addPrimaryKeyConstraint("link_uses_key", ["link_id", "order_id"]);
    // The rows of a link stand together, as they are read.
    const clustered = isPostgres(db)
      ? table
      : table.modifyEnd(sql`without rowid`);
    await clustered.execute();
    await schema
      .createIndex("link_uses_by_phone")
      .on("link_uses")
      .columns(["link_id", "phone"])
      .where(sql.ref("phone"), "is not", null)
      .execute();
    await everyOrder(db, async (orders) => {
      for (const order of orders) await putLinkUse(db, order);
    });
  },
};
