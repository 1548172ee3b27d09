import { sql } from "kysely";
import type { Migration } from "./migration.ts";

/** What is to be erased and removed is found without reading what stays. */
export const retention: Migration = {
  number: 11,
  name: "retention",
  async up(schema) {
    for (const table of ["orders", "unmatched_payments"] as const) {
      await schema.alterTable(table).addColumn("erased_at", "bigint").execute();
      await schema
        .createIndex(`${table}_to_erase`)
        .on(table)
        .columns(["created_at", "id"])
        .where(sql.ref("erased_at"), "is", null)
        .execute();
    }
    // A row that others refer to is removed only after a look at them.
    await schema
      .createIndex("receipts_by_attempt")
      .on("receipts")
      .column("attempt_id")
      .execute();
    await schema
      .createIndex("return_codes_by_order")
      .on("return_codes")
      .column("order_id")
      .execute();
    await schema
      .createIndex("transfer_decisions_by_decided_at")
      .on("transfer_decisions")
      .column("decided_at")
      .execute();
  },
};
