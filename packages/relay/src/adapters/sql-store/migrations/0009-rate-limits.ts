import { sql } from "kysely";
import { isPostgres } from "../locks.ts";
import type { Migration } from "./migration.ts";

/**
 * Counts that relays share, in the columns that rate-limiter-flexible writes, in its order. Not logged: they cost no wait
 * for the disk, and after a crash counting begins anew. A SQLite file has one relay, which counts in memory.
 */
export const rateLimits: Migration = {
  number: 9,
  name: "rate-limits",
  async up(schema, _columns, db) {
    if (!isPostgres(db)) return;
    await schema
      .createTable("rate_limits")
      .modifyFront(sql`unlogged`)
      .addColumn("key", "text", (c) => c.primaryKey())
      .addColumn("points", "integer", (c) => c.notNull())
      .addColumn("expire", "bigint")
      // Rows are written over and over: room for it in their own page.
      .modifyEnd(sql`with (fillfactor = 60)`)
      .execute();
  },
};
