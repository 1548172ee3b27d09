import type { Migration } from "./migration.ts";

export const merchantServices: Migration = {
  number: 2,
  name: "merchant-services",
  async up(schema, columns) {
    await schema
      .alterTable("attempts")
      .addColumn("payer_reference", "text")
      .execute();
    // More than one NULL may stand in a unique index, in SQLite as in PostgreSQL.
    await schema
      .createIndex("attempts_by_payer_reference")
      .unique()
      .on("attempts")
      .column("payer_reference")
      .execute();

    await schema
      .createTable("refunds")
      .addColumn("id", "text", (c) => c.primaryKey())
      .addColumn("order_id", "text", (c) => c.notNull().references("orders.id"))
      .addColumn("created_at", "bigint", (c) => c.notNull())
      .addColumn("data", "text", (c) => c.notNull())
      .execute();
    await schema
      .createIndex("refunds_by_order")
      .on("refunds")
      .columns(["order_id", "created_at", "id"])
      .execute();

    await schema
      .createTable("deliveries")
      .addColumn("id", "text", (c) => c.primaryKey())
      .addColumn("order_id", "text", (c) => c.notNull().references("orders.id"))
      .addColumn("status", "text", (c) => c.notNull())
      .addColumn("created_at", "bigint", (c) => c.notNull())
      .addColumn("data", "text", (c) => c.notNull())
      .execute();
    await schema
      .createIndex("deliveries_by_created_at")
      .on("deliveries")
      .columns(["created_at", "id"])
      .execute();
    await schema
      .createIndex("deliveries_by_status")
      .on("deliveries")
      .columns(["status", "created_at", "id"])
      .execute();
    await schema
      .createIndex("deliveries_by_order")
      .on("deliveries")
      .columns(["order_id", "created_at", "id"])
      .execute();

    await schema
      .createTable("unmatched_payments")
      .addColumn("id", "text", (c) => c.primaryKey())
      .addColumn("created_at", "bigint", (c) => c.notNull())
      .addColumn("data", "text", (c) => c.notNull())
      .addColumn("raw", columns.bytes, (c) => c.notNull())
      .execute();
    await schema
      .createIndex("unmatched_payments_by_created_at")
      .on("unmatched_payments")
      .columns(["created_at", "id"])
      .execute();
  },
};
