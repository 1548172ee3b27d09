/** Opens the SQL store that a database URL names. */
import type { Store } from "../../ports/store.ts";
import { isDatabaseThere, prepareDatabaseFile } from "./database-file.ts";
import type { DatabaseFile } from "./database-file.ts";
import { openSqliteDatabase } from "./dialect.ts";
import type { SqlDatabase } from "./dialect.ts";
import { StoreError } from "./errors.ts";
import { migrate } from "./migrate.ts";
import { takeSoleLock } from "./sole-lock.ts";
import type { SoleUse } from "./sole-lock.ts";
import { createSqlStore } from "./sql-store.ts";
import { freeTasks } from "./task-leases.ts";
import { parseStoreUrl } from "./url.ts";

export interface SqlStoreOptions {
  /** The longest one transaction's work may take before it is rolled back. Default 10,000. */
  readonly transactionTimeoutMs?: number;
  /**
   * Shuts out every other process that asks for the same; whoever held a task before is gone then, so that all leases
   * end. Default: others may use the file as well.
   */
  readonly sole?: SoleUse;
  /** Throws `missing` where the file is not there, and makes none. */
  readonly mustExist?: boolean;
  /** Called when the file was not there and has been made. */
  readonly onNewFile?: () => void;
}

const TRANSACTION_TIMEOUT_MS = 10_000;

/**
 * Opens `sqlite:<file>` (relative to the working directory, or absolute), creates the file for its owner
 * alone where it is missing, and brings the tables up to date. Throws a `StoreError`: `unsupported_url`,
 * `missing`, `in_use`, `not_durable`, `newer_database`, or that of a database error.
 */
export async function openSqlStore(
  url: string,
  options: SqlStoreOptions = {},
): Promise<Store> {
  const { transactionTimeoutMs = TRANSACTION_TIMEOUT_MS, sole } = options;
  const file = parseStoreUrl(url);
  if (options.mustExist === true && !isDatabaseThere(file))
    throw new StoreError("missing", "The database file does not exist.");
  const prepared = prepareDatabaseFile(file);
  const lock =
    sole === undefined ? null : await takeSoleLock(prepared.realPath, sole);
  try {
    const database = await openMigrated(file, prepared, lock !== null);
    if (prepared.isNew) options.onNewFile?.();
    const store = createSqlStore(database, { transactionTimeoutMs });
    return {
      ...store,
      close: () => store.close().finally(() => lock?.release()),
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

async function openMigrated(
  file: string,
  prepared: DatabaseFile,
  isSole: boolean,
): Promise<SqlDatabase> {
  const database = openSqliteDatabase(file, prepared);
  try {
    await migrate(database);
    if (isSole) await database.write(freeTasks);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
