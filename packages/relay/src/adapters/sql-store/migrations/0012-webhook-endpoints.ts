import type { Migration } from "./migration.ts";

/** What the merchant's endpoint said about all webhooks: that it is gone, or wants none for a while. */
export const webhookEndpoints: Migration = {
  number: 12,
  name: "webhook-endpoints",
  async up(schema) {
    await schema
      .createTable("webhook_endpoints")
      .addColumn("id", "text", (c) => c.primaryKey())
      .addColumn("gone_at", "bigint")
      .addColumn("paused_until", "bigint")
      .execute();
  },
};
