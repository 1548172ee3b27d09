import type { Migration } from "./migration.ts";

export const initial: Migration = {
  number: 1,
  name: "initial",
  async up(schema, columns) {
    await schema
      .createTable("orders")
      .addColumn("id", "text", (c) => c.primaryKey())
      .addColumn("reference", "text", (c) => c.notNull())
      .addColumn("version", "integer", (c) => c.notNull())
      .addColumn("status", "text", (c) => c.notNull())
      .addColumn("created_at", "bigint", (c) => c.notNull())
      .addColumn("attempt_count", "integer", (c) => c.notNull())
      .addColumn("data", "text", (c) => c.notNull())
      .execute();
    await schema
      .createIndex("orders_by_created_at")
      .on("orders")
      .columns(["created_at", "id"])
      .execute();
    await schema
      .createIndex("orders_by_reference")
      .on("orders")
      .columns(["reference", "created_at", "id"])
      .execute();
    await schema
      .createIndex("orders_by_status")
      .on("orders")
      .columns(["status", "created_at", "id"])
      .execute();

    await schema
      .createTable("attempts")
      .addColumn("id", "text", (c) => c.primaryKey())
      .addColumn("id_lower", "text", (c) => c.notNull().unique())
      .addColumn("order_id", "text", (c) => c.notNull().references("orders.id"))
      .addColumn("seq", "integer", (c) => c.notNull())
      .addColumn("data", "text", (c) => c.notNull())
      .addUniqueConstraint("attempts_by_order", ["order_id", "seq"])
      .execute();

    await schema
      .createTable("observations")
      .addColumn("seq", columns.number, columns.numbered)
      .addColumn("order_id", "text", (c) => c.notNull().references("orders.id"))
      .addColumn("attempt_id", "text", (c) => c.notNull())
      .addColumn("source", "text", (c) => c.notNull())
      .addColumn("at", "bigint", (c) => c.notNull())
      .addColumn("data", "text")
      .addColumn("raw", columns.bytes)
      .execute();
    await schema
      .createIndex("observations_by_order")
      .on("observations")
      .columns(["order_id", "seq"])
      .execute();

    await schema
      .createTable("tasks")
      .addColumn("kind", "text", (c) => c.notNull())
      .addColumn("subject", "text", (c) => c.notNull())
      .addColumn("due_at", "bigint", (c) => c.notNull())
      .addColumn("leased_until", "bigint")
      .addColumn("last_lease", "bigint", (c) => c.notNull())
      .addPrimaryKeyConstraint("tasks_key", ["kind", "subject"])
      .execute();
    await schema
      .createIndex("tasks_by_due_at")
      .on("tasks")
      .columns(["kind", "due_at"])
      .execute();

    await schema
      .createTable("idempotency")
      .addColumn("scope", "text", (c) => c.notNull())
      .addColumn("key", "text", (c) => c.notNull())
      .addColumn("fingerprint", "text", (c) => c.notNull())
      .addColumn("subject", "text", (c) => c.notNull())
      .addColumn("answer", "text")
      .addColumn("created_at", "bigint", (c) => c.notNull())
      .addPrimaryKeyConstraint("idempotency_key", ["scope", "key"])
      .execute();
    await schema
      .createIndex("idempotency_by_created_at")
      .on("idempotency")
      .column("created_at")
      .execute();

    await schema
      .createTable("payment_links")
      .addColumn("id", "text", (c) => c.primaryKey())
      .addColumn("created_at", "bigint", (c) => c.notNull())
      .addColumn("data", "text", (c) => c.notNull())
      .execute();
    await schema
      .createIndex("payment_links_by_created_at")
      .on("payment_links")
      .columns(["created_at", "id"])
      .execute();

    await schema
      .createTable("signing_keys")
      .addColumn("kid", "text", (c) => c.primaryKey())
      .addColumn("wrapped", "text", (c) => c.notNull())
      .addColumn("created_at", "bigint", (c) => c.notNull())
      .addColumn("retired_at", "bigint")
      .execute();

    await schema
      .createTable("pings")
      .addColumn("id", "integer", (c) => c.primaryKey())
      .addColumn("count", "bigint", (c) => c.notNull())
      .execute();
  },
};
