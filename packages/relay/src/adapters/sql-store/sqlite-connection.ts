/** One connection to a SQLite file: settings that are read back, statements kept prepared, errors in our words. */
import Sqlite from "better-sqlite3";
import type { SqliteDatabase, SqliteStatement } from "kysely";
import { StoreError } from "./errors.ts";
import type { StoreErrorCode } from "./errors.ts";

/** How long a statement waits for another process before it fails with `busy`. */
export const BUSY_TIMEOUT_MS = 5000;
/** More than the store has; keeps a mistake from growing without end. */
const MAX_PREPARED = 200;

export interface SqliteConnection extends SqliteDatabase {
  /** False again, without a rollback of ours, once SQLite has given the transaction up by itself. */
  readonly inTransaction: boolean;
  /** Runs a statement without parameters or rows. */
  run(sql: string): void;
}

export function openSqliteConnection(
  file: string,
  { readonly }: { readonly readonly: boolean },
): SqliteConnection {
  const native = inOurWords(
    () => new Sqlite(file, { readonly, timeout: BUSY_TIMEOUT_MS }),
  );
  try {
    if (!readonly)
      inOurWords(() => {
        configureWriter(native);
      });
  } catch (error) {
    native.close();
    throw error;
  }
  const prepared = new Map<string, SqliteStatement>();
  const prepare = (sql: string): SqliteStatement => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const statement = translated(inOurWords(() => native.prepare(sql)));
    const [oldest] = prepared.keys();
    if (prepared.size >= MAX_PREPARED && oldest !== undefined)
      prepared.delete(oldest);
    prepared.set(sql, statement);
    return statement;
  };
  return {
    get inTransaction() {
      return native.inTransaction;
    },
    prepare,
    run: (sql) => {
      prepare(sql).run([]);
    },
    close: () => {
      inOurWords(() => native.close());
    },
  };
}

/**
 * `synchronous` is set after `journal_mode`: this build of SQLite falls back to NORMAL for WAL, which
 * loses the last commits when the power fails (https://www.sqlite.org/pragma.html#pragma_synchronous).
 * `fullfsync` makes macOS flush the disk's own cache; other systems ignore it.
 */
function configureWriter(native: Sqlite.Database): void {
  const set = (pragma: string, value: string, expected: unknown): void => {
    native.pragma(`${pragma} = ${value}`);
    const got = native.pragma(pragma, { simple: true });
    if (got !== expected)
      throw new StoreError(
        "not_durable",
        `SQLite refused ${pragma} = ${value} for this file, and without it payments could be lost.`,
      );
  };
  set("journal_mode", "WAL", "wal");
  set("synchronous", "FULL", 2);
  set("fullfsync", "ON", 1);
  set("checkpoint_fullfsync", "ON", 1);
  set("foreign_keys", "ON", 1);
  // What is erased is gone from the file's free pages too.
  set("secure_delete", "ON", 1);
}

function translated(statement: Sqlite.Statement): SqliteStatement {
  return {
    reader: statement.reader,
    all: (parameters) => inOurWords(() => statement.all(parameters)),
    run: (parameters) => inOurWords(() => statement.run(parameters)),
    iterate: (parameters) => inOurWords(() => statement.iterate(parameters)),
  };
}

const CODES: readonly (readonly [RegExp, StoreErrorCode, string])[] = [
  [
    /^SQLITE_(BUSY|LOCKED)/,
    "busy",
    "Another process held the database for too long.",
  ],
  [/^SQLITE_FULL/, "full", "The disk or the database is full."],
  [
    /^SQLITE_(CORRUPT|NOTADB)/,
    "corrupt",
    "The database file is damaged or is not a SQLite database.",
  ],
  [
    /^SQLITE_(READONLY|CANTOPEN|PERM)/,
    "unwritable",
    "The database file can't be opened for writing.",
  ],
  [/^SQLITE_IOERR/, "io", "Reading or writing the database file failed."],
  [
    /^SQLITE_CONSTRAINT/,
    "constraint",
    "The row exists already, or belongs to one that does not.",
  ],
];

function inOurWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw toStoreError(error);
  }
}

function toStoreError(error: unknown): StoreError {
  if (error instanceof TypeError && error.message.includes("not open"))
    return new StoreError("closed", "The store is closed.", error);
  const code = error instanceof Sqlite.SqliteError ? error.code : "";
  const [, ours, message] = CODES.find(([pattern]) => pattern.test(code)) ?? [];
  return ours === undefined || message === undefined
    ? new StoreError("failed", "The database refused a statement.", error)
    : new StoreError(ours, message, error);
}
