/**
 * Brings the tables up to this version of the code, in one transaction that shuts out every other
 * migration: two processes that start at once migrate one after the other, and the second finds nothing
 * to do. (Kysely's own Migrator takes no lock and no transaction on SQLite.)
 */
import type { SqlDatabase } from "./dialect.ts";
import { StoreError } from "./errors.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import type { Migration } from "./migrations/migration.ts";
import type { Db } from "./statement.ts";

/**
 * True when there was nothing in the database before. Throws `newer_database`, and changes nothing, when the database
 * knows steps that this code does not.
 */
export async function migrate(
  database: SqlDatabase,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<boolean> {
  const latest = migrations.at(-1)?.number ?? 0;
  if (await isUpToDate(database, latest)) return false;
  return database.writeAlone(async (db) => {
    const applied = await lastApplied(db);
    if (applied > latest) throw newerDatabase(applied, latest);
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
    return applied === 0;
  });
}

/** Most starts find nothing to do, and then wait for nobody. What stands in the way is told by the migration itself. */
async function isUpToDate(
  { reader }: SqlDatabase,
  latest: number,
): Promise<boolean> {
  try {
    return (await selectLast(reader))?.number === latest;
  } catch {
    return false;
  }
}

/**
 * For commands beside a relay, which must not migrate the database under it. Throws `missing` if there are no tables,
 * `older_database` or `newer_database` if they are not those of this version. Changes nothing.
 */
export async function assertMigrated(
  database: SqlDatabase,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const { reader } = database;
  const tables = await reader.introspection.getTables();
  if (!tables.some(({ name }) => name === "migrations"))
    throw new StoreError(
      "missing",
      `The database (${(await database.describe()).words}) is empty.`,
    );
  const latest = migrations.at(-1)?.number ?? 0;
  const applied = await readSchemaNumber(database);
  if (applied > latest) throw newerDatabase(applied, latest);
  if (applied < latest)
    throw new StoreError(
      "older_database",
      `The database was written by an older version of Malipo (its schema is number ${applied}, this version needs ${latest}): start a relay of this version first, which brings it up to date, or use the relay's own version of this command.`,
    );
}

/** Of the last migration, in a database that has been migrated. */
export const readSchemaNumber = async ({
  reader,
}: SqlDatabase): Promise<number> => (await selectLast(reader))?.number ?? 0;

const newerDatabase = (applied: number, latest: number): StoreError =>
  new StoreError(
    "newer_database",
    `The database was written by a newer version of Malipo (its schema is number ${applied}, this version knows ${latest}): start that version, or restore a backup made before the upgrade.`,
  );

async function lastApplied(db: Db): Promise<number> {
  await db.schema
    .createTable("migrations")
    .ifNotExists()
    .addColumn("number", "integer", (c) => c.primaryKey())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("applied_at", "bigint", (c) => c.notNull())
    .execute();
  return (await selectLast(db))?.number ?? 0;
}

const selectLast = (db: Db) =>
  db
    .selectFrom("migrations")
    .select("number")
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
