/** Opens the SQL store that a database URL names. */
import type { Store } from "../../ports/store.ts";
import { openSqliteDatabase } from "./dialect.ts";
import { migrate } from "./migrate.ts";
import { createSqlStore } from "./sql-store.ts";
import { parseStoreUrl } from "./url.ts";

export interface SqlStoreOptions {
  /** The longest one transaction's work may take before it is rolled back. Default 10,000. */
  readonly transactionTimeoutMs?: number;
}

const TRANSACTION_TIMEOUT_MS = 10_000;

/**
 * Opens `sqlite:<file>` (relative to the working directory, or absolute), creates file and directory
 * for their owner alone where they are missing, and brings the tables up to date. Throws a
 * `StoreError`: `unsupported_url`, `not_durable`, `newer_database`, or that of a database error.
 */
export async function openSqlStore(
  url: string,
  { transactionTimeoutMs = TRANSACTION_TIMEOUT_MS }: SqlStoreOptions = {},
): Promise<Store> {
  const database = openSqliteDatabase(parseStoreUrl(url));
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return createSqlStore(database, { transactionTimeoutMs });
}
