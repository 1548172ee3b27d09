import { sql } from "kysely";
import type { Migration } from "./migration.ts";

/** What people of the shop are told, once for each cause; and what is known of providers that do not respond. */
export const alerts: Migration = {
  number: 29,
  name: "alerts",
  async up(schema) {
    await schema
      .createTable("alerts")
      .addColumn("id", "text", (c) => c.primaryKey())
      .addColumn("cause", "text", (c) => c.notNull().unique())
      .addColumn("type", "text", (c) => c.notNull())
      .addColumn("created_at", "bigint", (c) => c.notNull())
      .addColumn("currency", "text")
      .addColumn("value", "bigint")
      .addColumn("data", "text", (c) => c.notNull())
      .addColumn("held_until", "bigint")
      .addColumn("gathered_at", "bigint")
      .addColumn("batch_id", "text")
      .execute();
    await schema
      .createIndex("alerts_by_created_at")
      .on("alerts")
      .columns(["created_at", "id"])
      .execute();
    await schema
      .createIndex("alerts_by_type")
      .on("alerts")
      .columns(["type", "gathered_at"])
      .execute();
    await schema
      .createIndex("alerts_by_batch")
      .on("alerts")
      .columns(["batch_id", "type", "created_at"])
      .execute();
    await schema
      .createIndex("alerts_held")
      .on("alerts")
      .column("held_until")
      .where(sql.ref("gathered_at"), "is", null)
      .execute();
    await schema
      .createTable("provider_watches")
      .addColumn("provider", "text", (c) => c.primaryKey())
      .addColumn("data", "text", (c) => c.notNull())
      .execute();
    await schema
      .createTable("alert_messages")
      .addColumn("id", "text", (c) => c.primaryKey())
      .addColumn("batch_id", "text", (c) => c.notNull())
      .addColumn("created_at", "bigint", (c) => c.notNull())
      .addColumn("data", "text", (c) => c.notNull())
      .execute();
    for (const column of ["batch_id", "created_at"])
      await schema
        .createIndex(`alert_messages_by_${column}`)
        .on("alert_messages")
        .column(column)
        .execute();
  },
};
