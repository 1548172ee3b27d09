/** How SQLite would run a query on a database of this version. */
import { CompiledQuery } from "kysely";
import type { Compilable } from "kysely";
import { onTestFinished } from "vitest";
import { migrate } from "../../../src/adapters/sql-store/migrate.ts";
import { openSqliteDatabase } from "../../../src/adapters/sql-store/sqlite-database.ts";
import type { Db } from "../../../src/adapters/sql-store/statement.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

export async function planOf(build: (db: Db) => Compilable): Promise<string> {
  const { file } = await sqliteFileOfTest();
  const database = openSqliteDatabase(file);
  onTestFinished(() => database.close());
  await migrate(database);
  const { sql, parameters } = build(database.reader).compile();
  const { rows } = await database.reader.executeQuery<{ detail: string }>(
    CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
  );
  return rows.map(({ detail }) => detail).join("; ");
}
