/** What differs between databases, in one place; everything else is SQL that both SQLite and PostgreSQL read. */
import { Kysely, SqliteDialect } from "kysely";
import type { ColumnDefinitionBuilder, SqliteDatabase } from "kysely";
import { OpenFiles, prepareDatabaseFile } from "./database-file.ts";
import type { DatabaseFile } from "./database-file.ts";
import { StoreError } from "./errors.ts";
import { GroupCommit } from "./group-commit.ts";
import type { Schema } from "./schema.ts";
import { openSqliteConnection } from "./sqlite-connection.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

export interface SqlDatabase {
  /** For single statements; sees committed state only and never waits for a writer. */
  readonly reader: Kysely<Schema>;
  readonly columns: ColumnKinds;
  /**
   * Runs `work` as one transaction that excludes every other writer, and settles as it does once the
   * commit is on disk. `work` uses nothing but the given connection and does not start another write.
   */
  write<T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T>;
  /** Waits for running transactions. */
  close(): Promise<void>;
}

export interface ColumnKinds {
  readonly bytes: "blob" | "bytea";
  /** A primary key of type integer that numbers its rows and never uses a number twice. */
  readonly numbered: (
    column: ColumnDefinitionBuilder,
  ) => ColumnDefinitionBuilder;
}

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
  return {
    reader: toKysely(reading),
    columns: {
      bytes: "blob",
      numbered: (column) => column.primaryKey().autoIncrement(),
    },
    write: (work) => commits.write(() => work(db)),
    close: () =>
      (closing ??= commits.close().then(() => {
        // The last to close tidies up the log file, which a reader is not allowed to do.
        reading.close();
        writing.close();
      })),
  };
}

function toKysely(database: SqliteDatabase): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
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
