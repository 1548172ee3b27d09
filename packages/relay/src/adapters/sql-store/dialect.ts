/** A database as the store sees it. What differs between SQLite and PostgreSQL stands behind it, and in `locks.ts`. */
import type { ColumnDefinitionBuilder, Kysely } from "kysely";
import type { Schema } from "./schema.ts";

export interface SqlDatabase {
  /** For single statements; sees committed state only and never waits for a writer. */
  readonly reader: Kysely<Schema>;
  readonly columns: ColumnKinds;
  /**
   * Runs `work` as one transaction and settles as it does once the commit is on disk. SQLite has one writer at a time;
   * on PostgreSQL a transaction holds what it has locked, and `work` runs again from its start where the database gave
   * it up for another's sake. `work` uses nothing but the given connection and does not start another write.
   */
  write<T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T>;
  /** As `write`, for as long as it takes, and one after the other also among processes. */
  writeAlone<T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T>;
  /** Writes over what a log beside the database still holds of erased rows, unless somebody is reading it. */
  truncateLog(): Promise<void>;
  /** What it is, with its version, for people; asks the server. */
  describe(): Promise<DatabaseDescription>;
  /** Waits for running transactions. */
  close(): Promise<void>;
}

export interface DatabaseDescription {
  /** "PostgreSQL 18.4 at db.example:5432/malipo". */
  readonly words: string;
  /** What is unsafe about it; null where nothing is. */
  readonly warning: string | null;
}

export interface ColumnKinds {
  readonly bytes: "blob" | "bytea";
  /** Of a column that numbers rows: SQLite numbers none but an integer. */
  readonly number: "integer" | "bigint";
  /** A primary key that numbers its rows and never uses a number twice. */
  readonly numbered: (
    column: ColumnDefinitionBuilder,
  ) => ColumnDefinitionBuilder;
}
