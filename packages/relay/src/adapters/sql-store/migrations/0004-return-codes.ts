import type { Migration } from "./migration.ts";

/** One-time codes in the redirect from a provider's page, as digests. */
export const returnCodes: Migration = {
  number: 4,
  name: "return-codes",
  async up(schema) {
    await schema
      .createTable("return_codes")
      .addColumn("digest", "text", (c) => c.primaryKey())
      .addColumn("order_id", "text", (c) => c.notNull().references("orders.id"))
      .addColumn("expires_at", "bigint", (c) => c.notNull())
      .execute();
    await schema
      .createIndex("return_codes_by_expiry")
      .on("return_codes")
      .column("expires_at")
      .execute();
  },
};
