import type { Migration } from "./migration.ts";

/** Which attempt a payment's receipt was counted for: the same money must not pay two orders. */
export const receipts: Migration = {
  number: 3,
  name: "receipts",
  async up(schema) {
    await schema
      .createTable("receipts")
      .addColumn("provider", "text", (c) => c.notNull())
      .addColumn("receipt", "text", (c) => c.notNull())
      .addColumn("attempt_id", "text", (c) =>
        c.notNull().references("attempts.id"),
      )
      .addPrimaryKeyConstraint("receipts_key", ["provider", "receipt"])
      .execute();
  },
};
