import { sql } from "kysely";
import { putContacts } from "../order-contacts.ts";
import { everyOrder } from "./every-order.ts";
import type { Migration } from "./migration.ts";

/**
 * Orders are found by what people type: a reference in any letter case, a receipt, a phone or an e-mail address. Refunds
 * are found by their time.
 */
export const search: Migration = {
  number: 17,
  name: "search",
  async up(schema, _columns, db) {
    await schema
      .createTable("order_contacts")
      .addColumn("contact", "text", (c) => c.notNull())
      .addColumn("created_at", "bigint", (c) => c.notNull())
      .addColumn("order_id", "text", (c) => c.notNull().references("orders.id"))
      .addPrimaryKeyConstraint("order_contacts_key", [
        "contact",
        "created_at",
        "order_id",
      ])
      .execute();
    await schema
      .createIndex("order_contacts_by_order")
      .on("order_contacts")
      .column("order_id")
      .execute();
    await schema.dropIndex("orders_by_reference").execute();
    await sql`create index orders_by_reference on orders (lower(reference), created_at, id)`.execute(
      db,
    );
    await schema
      .createIndex("receipts_by_receipt")
      .on("receipts")
      .column("receipt")
      .execute();
    await schema
      .createIndex("refunds_by_created_at")
      .on("refunds")
      .columns(["created_at", "id"])
      .execute();
    await everyOrder(db, async (orders) => {
      for (const order of orders)
        if (order.erasedAt === null) await putContacts(db, order);
    });
  },
};
