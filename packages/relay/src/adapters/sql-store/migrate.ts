/**
 * Brings the tables up to this version of the code, in one transaction that shuts out every other
 * writer: two processes that start at once migrate one after the other, and the second finds nothing
 * to do. (Kysely's own Migrator takes no lock and no transaction on SQLite.)
 */
import type { SqlDatabase } from "./dialect.ts";
import { StoreError } from "./errors.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import type { Migration } from "./migrations/migration.ts";
import type { Db } from "./statement.ts";

/** Throws `newer_database`, and changes nothing, when the database knows steps that this code does not. */
export async function migrate(
  database: SqlDatabase,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  await database.write(async (db) => {
    const applied = await lastApplied(db);
    const latest = migrations.at(-1)?.number ?? 0;
    if (applied > latest)
      throw new StoreError(
        "newer_database",
        `The database was written by a newer version of Malipo (its schema is number ${applied}, this version knows ${latest}): start that version, or restore a backup made before the upgrade.`,
      );
    for (const migration of migrations) {
      if (migration.number <= applied) continue;
      await migration.up(db.schema, database.columns, db);
      await db
        .insertInto("migrations")
        .values({
          number: migration.number,
          name: migration.name,
          applied_at: Date.now(),
        })
        .execute();
    }
  });
}

async function lastApplied(db: Db): Promise<number> {
  await db.schema
    .createTable("migrations")
    .ifNotExists()
    .addColumn("number", "integer", (c) => c.primaryKey())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("applied_at", "bigint", (c) => c.notNull())
    .execute();
  const last = await db
    .selectFrom("migrations")
    .select("number")
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return last?.number ?? 0;
}
