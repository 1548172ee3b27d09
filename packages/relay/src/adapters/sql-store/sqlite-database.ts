/** A SQLite file as a database of the store. */
import { DefaultQueryExecutor, Kysely, sql, SqliteDialect } from "kysely";
import type {
  CompiledQuery,
  DatabaseConnection,
  QueryResult,
  SqliteDatabase,
} from "kysely";
import { OpenFiles, prepareDatabaseFile } from "./database-file.ts";
import type { DatabaseFile } from "./database-file.ts";
import type { SqlDatabase } from "./dialect.ts";
import { StoreError } from "./errors.ts";
import { GroupCommit } from "./group-commit.ts";
import type { Schema } from "./schema.ts";
import { openSqliteConnection } from "./sqlite-connection.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/**
 * Two connections to one file: all writes go through the first, reads have the second. In WAL mode
 * they don't wait for each other (https://www.sqlite.org/wal.html#concurrency).
 */
export function openSqliteDatabase(
  file: string,
  prepared: DatabaseFile = prepareDatabaseFile(file),
): SqlDatabase {
  const { realPath } = prepared;
  const writing = openSqliteConnection(realPath, { readonly: false });
  const reading = openReader(realPath, writing);
  const files = new OpenFiles(file, prepared);
  const commits = new GroupCommit(writing, () => {
    files.assertInPlace();
  });
  const db = toKysely(insideTransactionsOnly(writing));
  let closing: Promise<void> | undefined;
  const reader = toKysely(reading);
  return {
    reader,
    columns: {
      bytes: "blob",
      number: "integer",
      numbered: (column) => column.primaryKey().autoIncrement(),
    },
    write: (work) => commits.write(() => work(db)),
    writeAlone: (work) => commits.write(() => work(db)),
    truncateLog: () => {
      if (!writing.inTransaction)
        writing.prepare("pragma wal_checkpoint(truncate)").all([]);
      return Promise.resolve();
    },
    async describe() {
      const { rows } = await sql<{ version: string }>`
        select sqlite_version() as version`.execute(reader);
      const version = rows[0]?.version ?? "";
      return { words: `SQLite ${version}`, warning: null };
    },
    close: () =>
      (closing ??= commits.close().then(() => {
        // The last to close tidies up the log file, which a reader is not allowed to do.
        reading.close();
        writing.close();
      })),
  };
}

/** There is one connection, and nobody waits for it: Kysely's own driver takes it with a dozen promises each time. */
function toKysely(database: SqliteDatabase): Kysely<Schema> {
  const dialect = new SqliteDialect({ database });
  const connection: DatabaseConnection = {
    executeQuery: (query) =>
      new Promise((resolve) => {
        resolve(execute(database, query));
      }),
    streamQuery() {
      throw new StoreError("failed", "Rows are read all at once.");
    },
  };
  return new Kysely<Schema>({
    config: { dialect },
    dialect,
    driver: dialect.createDriver(),
    executor: new DefaultQueryExecutor(
      dialect.createQueryCompiler(),
      dialect.createAdapter(),
      { provideConnection: (consumer) => consumer(connection) },
    ),
  });
}

function execute<Row>(
  database: SqliteDatabase,
  { sql: text, parameters }: CompiledQuery,
): QueryResult<Row> {
  const statement = database.prepare(text);
  if (statement.reader) return { rows: statement.all(parameters) as Row[] };
  const { changes } = statement.run(parameters);
  return { rows: [], numAffectedRows: BigInt(changes) };
}

function openReader(file: string, writing: SqliteConnection): SqliteConnection {
  try {
    return openSqliteConnection(file, { readonly: true });
  } catch (error) {
    writing.close();
    throw error;
  }
}

/** A statement after its transaction's end would be committed alone; none gets that far. */
function insideTransactionsOnly(connection: SqliteConnection): SqliteDatabase {
  return {
    prepare: (sql) => {
      if (!connection.inTransaction)
        throw new StoreError(
          "transaction_misused",
          "A statement came after the end of its transaction.",
        );
      return connection.prepare(sql);
    },
    close: () => {
      connection.close();
    },
  };
}
