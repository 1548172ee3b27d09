import { sql } from "kysely";
import type { Migration } from "./migration.ts";

/** An unmatched payment that was assigned or dismissed stays, and is neither listed nor counted as open. */
export const unmatchedDecisions: Migration = {
  number: 16,
  name: "unmatched-decisions",
  async up(schema) {
    await schema
      .alterTable("unmatched_payments")
      .addColumn("state", "text", (c) => c.notNull().defaultTo("open"))
      .execute();
    await schema
      .alterTable("unmatched_payments")
      .addColumn("order_id", "text")
      .execute();
    await schema
      .createIndex("unmatched_payments_by_state")
      .on("unmatched_payments")
      .columns(["state", "created_at", "id"])
      .execute();
    await schema
      .createIndex("unmatched_payments_by_order")
      .on("unmatched_payments")
      .column("order_id")
      .where(sql.ref("order_id"), "is not", null)
      .execute();
  },
};
