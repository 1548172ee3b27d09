/** Opens the SQL store that a database URL names. */
import type { OpenBus } from "../../ports/bus.ts";
import type { OpenCounters } from "../../ports/counters.ts";
import type { Store } from "../../ports/store.ts";
import { createMemoryBus } from "../memory-bus/memory-bus.ts";
import { isDatabaseThere, prepareDatabaseFile } from "./database-file.ts";
import type { DatabaseFile } from "./database-file.ts";
import type { DatabaseDescription, SqlDatabase } from "./dialect.ts";
import { StoreError } from "./errors.ts";
import { assertMigrated, migrate, readSchemaNumber } from "./migrate.ts";
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
  /** PostgreSQL's password, if the URL has none. */
  readonly password?: string | null;
  /** The longest one transaction's work may take before it is rolled back. Default 10,000. */
  readonly transactionTimeoutMs?: number;
  /**
   * SQLite: excludes other processes that ask for sole use. Any earlier holder of a lease is gone then, so all leases end.
   * Default: others may use the file as well. PostgreSQL always serves any number of relays.
   */
  readonly sole?: SoleUse;
  /** Creates and migrates nothing: throws `missing`, `older_database` or `newer_database`. For commands beside a relay. */
  readonly mustExist?: boolean;
  /** Called when a new database was created. */
  readonly onNewDatabase?: () => void;
  /** Called with a description of anything unsafe about the database. */
  readonly onWarning?: (words: string) => void;
}

export interface StoreDescription extends DatabaseDescription {
  /** The number of the last migration. */
  readonly schema: number;
}

export interface SqlStore extends Store {
  /** Describes the database for people. */
  describe(): Promise<StoreDescription>;
  /** Opens a bus that reaches the listeners at all relays on this database. Close it before the store. */
  readonly openBus: (parts: PulseParts) => OpenBus;
  /** Opens counters that all relays on this database share; null if there is only one relay. Close them before the store. */
  readonly openCounters: (parts: CounterParts) => OpenCounters | null;
}

type Shared = Pick<SqlStore, "openBus" | "openCounters">;

const TRANSACTION_TIMEOUT_MS = 10_000;

/**
 * Opens `sqlite:<file>` (relative to the working directory, or absolute; a new file is readable for its owner alone) or
 * `postgres://…`, and runs the migrations. Throws a `StoreError`: `unsupported_url`, `missing`,
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
    const database = await openMigrated(file, prepared, options);
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
  { sole, mustExist }: SqlStoreOptions,
): Promise<SqlDatabase> {
  const database = openSqliteDatabase(file, prepared);
  try {
    if (mustExist === true) await assertMigrated(database);
    else await migrate(database);
    if (sole !== undefined) await database.write(freeTasks);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openPostgresStore(
  address: PostgresAddress,
  options: SqlStoreOptions,
): Promise<SqlStore> {
  const { transactionTimeoutMs = TRANSACTION_TIMEOUT_MS } = options;
  const database = openPostgresDatabase(address, {
    transactionMs: transactionTimeoutMs,
  });
  try {
    const { warning } = await database.describe();
    if (warning !== null) options.onWarning?.(warning);
    if (options.mustExist === true) await assertMigrated(database);
    else if (await migrate(database)) options.onNewDatabase?.();
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

/** For a file with one relay. */
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
    describe: async () => ({
      ...(await database.describe()),
      schema: await readSchemaNumber(database),
    }),
    ...shared,
  };
}
