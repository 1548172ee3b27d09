/** A SQLite file as an older version left it. */
import { sql } from "kysely";
import { migrate } from "../../../src/adapters/sql-store/migrate.ts";
import { MIGRATIONS } from "../../../src/adapters/sql-store/migrations/index.ts";
import { openSqliteDatabase } from "../../../src/adapters/sql-store/sqlite-database.ts";

type Row = Readonly<Record<string, unknown>>;

/** Rows by table; the query builder would know only the columns of today. */
export async function writeOlderDatabase(
  file: string,
  steps: number,
  rows: Readonly<Record<string, readonly Row[]>>,
): Promise<void> {
  const database = openSqliteDatabase(file);
  await migrate(database, MIGRATIONS.slice(0, steps));
  await database.write(async (db) => {
    for (const [table, each] of Object.entries(rows))
      for (const row of each) {
        const names = sql.join(Object.keys(row).map((name) => sql.ref(name)));
        const values = sql.join(Object.values(row));
        await sql`INSERT INTO ${sql.table(table)} (${names}) VALUES (${values})`.execute(
          db,
        );
      }
  });
  await database.close();
}
