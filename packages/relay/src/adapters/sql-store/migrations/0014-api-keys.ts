import type { Migration } from "./migration.ts";

export const apiKeys: Migration = {
  number: 14,
  name: "api-keys",
  async up(schema) {
    await schema
      .createTable("api_keys")
      .addColumn("id", "text", (c) => c.primaryKey())
      .addColumn("data", "text")
      .addColumn("last_used_at", "bigint")
      .execute();
  },
};
