import type { Migration } from "./migration.ts";

/** Endpoints that the merchant makes. All deliveries until now belong to that of the configuration. */
export const severalEndpoints: Migration = {
  number: 19,
  name: "several-endpoints",
  async up(schema) {
    for (const [name, type] of [
      ["data", "text"],
      ["deleted_at", "bigint"],
    ] as const)
      await schema
        .alterTable("webhook_endpoints")
        .addColumn(name, type)
        .execute();
    await schema
      .alterTable("deliveries")
      .addColumn("endpoint_id", "text", (c) =>
        c.notNull().defaultTo("we_environment"),
      )
      .execute();
    await schema
      .createIndex("deliveries_by_endpoint")
      .on("deliveries")
      .columns(["endpoint_id", "created_at", "id"])
      .execute();
  },
};
