import { sql } from "kysely";
import type { Order } from "../../../domain/order.ts";
import { orderAttention, refundAttention } from "../attention.ts";
import { refundDocument } from "../documents.ts";
import type { Db } from "../statement.ts";
import { BATCH, everyOrder, readable } from "./every-order.ts";
import type { Migration } from "./migration.ts";

/** What a person has to look at can be counted without reading what nobody has to. */
export const attention: Migration = {
  number: 13,
  name: "attention",
  async up(schema, _columns, db) {
    for (const table of ["orders", "refunds"] as const) {
      await schema.alterTable(table).addColumn("attention", "text").execute();
      await schema
        .createIndex(`${table}_by_attention`)
        .on(table)
        .column("attention")
        .where(sql.ref("attention"), "is not", null)
        .execute();
    }
    await schema
      .createTable("undecided_transfers")
      .addColumn("reference_lower", "text", (c) => c.primaryKey())
      .addColumn("since", "bigint", (c) => c.notNull())
      .execute();
    await everyOrder(db, (orders) => markOrders(db, orders));
    await markRefunds(db);
  },
};

async function markOrders(db: Db, orders: readonly Order[]): Promise<void> {
  for (const order of orders) {
    const value = orderAttention(order);
    if (value !== null)
      await db
        .updateTable("orders")
        .set({ attention: value })
        .where("id", "=", order.id)
        .execute();
  }
}

async function markRefunds(db: Db): Promise<void> {
  for (let after: string | undefined = ""; after !== undefined;) {
    const rows = await db
      .selectFrom("refunds")
      .select(["id", "data"])
      .where("id", ">", after)
      .orderBy("id")
      .limit(BATCH)
      .execute();
    for (const { id, data } of rows) {
      const found = readable(() => refundDocument.decode(id, data));
      const value = found === undefined ? null : refundAttention(found);
      if (value !== null)
        await db
          .updateTable("refunds")
          .set({ attention: value })
          .where("id", "=", id)
          .execute();
    }
    after = rows.at(-1)?.id;
  }
}
