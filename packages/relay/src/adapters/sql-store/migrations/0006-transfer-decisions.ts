import type { Migration } from "./migration.ts";

/** What the merchant decided about a transfer, in words that outlive the provider's answer. */
export const transferDecisions: Migration = {
  number: 6,
  name: "transfer-decisions",
  async up(schema) {
    await schema
      .createTable("transfer_decisions")
      .addColumn("reference_lower", "text", (c) => c.primaryKey())
      .addColumn("verdict", "text", (c) => c.notNull())
      .addColumn("reason", "text")
      .addColumn("decided_at", "bigint", (c) => c.notNull())
      .execute();
  },
};
