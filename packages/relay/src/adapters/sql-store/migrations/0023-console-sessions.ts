import type { Migration } from "./migration.ts";

/** Who is signed in to the console. Of the cookie and the API key there are digests only. */
export const consoleSessions: Migration = {
  number: 23,
  name: "console-sessions",
  async up(schema) {
    await schema
      .createTable("console_sessions")
      .addColumn("digest", "text", (c) => c.primaryKey())
      .addColumn("key_id", "text", (c) => c.notNull())
      .addColumn("key_digest", "text", (c) => c.notNull())
      .addColumn("origin", "text", (c) => c.notNull())
      .addColumn("created_at", "bigint", (c) => c.notNull())
      .addColumn("seen_at", "bigint", (c) => c.notNull())
      .execute();
    await schema
      .createIndex("console_sessions_by_key")
      .on("console_sessions")
      .columns(["key_id", "created_at"])
      .execute();
  },
};
