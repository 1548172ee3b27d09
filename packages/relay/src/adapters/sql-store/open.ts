/** Opens the SQL store that a database URL names. */
import type { OpenBus } from "../../ports/bus.ts";
import type { OpenCounters } from "../../ports/counters.ts";
import type { Store } from "../../ports/store.ts";
import { createMemoryBus } from "../memory-bus/memory-bus.ts";
import { isDatabaseThere, prepareDatabaseFile } from "./database-file.ts";
import type { DatabaseFile } from "./database-file.ts";
import type { DatabaseDescription, SqlDatabase } from "./dialect.ts";
import { StoreError } from "./errors.ts";
import { isMigrated, migrate } from "./migrate.ts";
import { readVersions } from "./order-versions.ts";
import { createPostgresBus } from "./postgres-bus.ts";
import { openPostgresCounters } from "./postgres-counters.ts";
import type { CounterParts } from "./postgres-counters.ts";
import { openPostgresDatabase } from "./postgres-database.ts";
import type { PulseParts } from "./postgres-pulse.ts";
import type { PostgresAddress } from "./postgres-url.ts";
import { takeSoleLock } from "./sole-lock.ts";
import type { SoleUse } from "./sole-lock.ts";
import { openSqliteDatabase } from "./sqlite-database.ts";
import { createSqlStore } from "./sql-store.ts";
import { freeTasks } from "./task-leases.ts";
import { parseStoreUrl } from "./url.ts";

export interface SqlStoreOptions {
  /** PostgreSQL's, where the URL has none. */
  readonly password?: string | null;
  /** The longest one transaction's work may take before it is rolled back. Default 10,000. */
  readonly transactionTimeoutMs?: number;
  /**
   * SQLite: shuts out every other process that asks for the same; whoever held a task before is gone then, so that all
   * leases end. Default: others may use the file as well. PostgreSQL serves any number of relays.
   */
  readonly sole?: SoleUse;
  /** Throws `missing` where the file, or the tables, are not there, and makes none. */
  readonly mustExist?: boolean;
  /** Called when there was no file, or an empty database, and the tables have been made. */
  readonly onNewDatabase?: () => void;
  /** Called with what is unsafe about the database, in words. */
  readonly onWarning?: (words: string) => void;
}

export interface SqlStore extends Store {
  /** Asks the database what it is. */
  describe(): Promise<DatabaseDescription>;
  /** A bus that reaches whoever waits for an order at any relay of this database. It is closed before the store. */
  readonly openBus: (parts: PulseParts) => OpenBus;
  /** Counters that all relays of this database share; null where there is one relay. They are closed before the store. */
  readonly openCounters: (parts: CounterParts) => OpenCounters | null;
}

type Shared = Pick<SqlStore, "openBus" | "openCounters">;

const TRANSACTION_TIMEOUT_MS = 10_000;

/**
 * Opens `sqlite:<file>` (relative to the working directory, or absolute), creating the file for its owner alone where it
 * is missing, or `postgres://…`, and brings the tables up to date. Throws a `StoreError`: `unsupported_url`, `missing`,
 * `in_use`, `unavailable`, `refused`, `not_durable`, `newer_database`, or that of a database error.
 */
export async function openSqlStore(
  url: string,
  options: SqlStoreOptions = {},
): Promise<SqlStore> {
  const named = parseStoreUrl(url, options.password);
  return named.kind === "sqlite"
    ? openSqliteStore(named.file, options)
    : openPostgresStore(named.address, options);
}

async function openSqliteStore(
  file: string,
  options: SqlStoreOptions,
): Promise<SqlStore> {
  const { sole } = options;
  if (options.mustExist === true && !isDatabaseThere(file))
    throw new StoreError("missing", "The database file does not exist.");
  const prepared = prepareDatabaseFile(file);
  const lock =
    sole === undefined ? null : await takeSoleLock(prepared.realPath, sole);
  try {
    const database = await openMigrated(file, prepared, lock !== null);
    if (prepared.isNew) options.onNewDatabase?.();
    const store = toStore(database, options, ALONE);
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

/** Where the tables must be there they stay as they are: other relays may be using them. */
async function openPostgresStore(
  address: PostgresAddress,
  options: SqlStoreOptions,
): Promise<SqlStore> {
  const { transactionTimeoutMs = TRANSACTION_TIMEOUT_MS } = options;
  const database = openPostgresDatabase(address, {
    transactionMs: transactionTimeoutMs,
  });
  try {
    const { words, warning } = await database.describe();
    if (warning !== null) options.onWarning?.(warning);
    if (options.mustExist === true) {
      if (!(await isMigrated(database)))
        throw new StoreError("missing", `The database (${words}) is empty.`);
    } else if (await migrate(database)) options.onNewDatabase?.();
    return toStore(database, options, {
      openBus: (parts) =>
        createPostgresBus(
          address,
          (orderIds) => readVersions(database.reader, orderIds),
          parts,
        ),
      openCounters: (parts) => openPostgresCounters(address, parts),
    });
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Of a file that one relay has to itself. */
const ALONE: Shared = {
  openBus: () => ({ ...createMemoryBus(), close: () => Promise.resolve() }),
  openCounters: () => null,
};

function toStore(
  database: SqlDatabase,
  { transactionTimeoutMs = TRANSACTION_TIMEOUT_MS }: SqlStoreOptions,
  shared: Shared,
): SqlStore {
  return {
    ...createSqlStore(database, { transactionTimeoutMs }),
    describe: () => database.describe(),
    ...shared,
  };
}
