/** Errors of the SQL store. Messages are for people and contain neither SQL nor stored values; the cause is kept. */

export type StoreErrorCode =
  /** The database URL is not one this store can open. */
  | "unsupported_url"
  /** The database does not guarantee that commits are on disk, or does not check foreign keys. */
  | "not_durable"
  /** The database was written by a later version of this code. */
  | "newer_database"
  /** The database was written by an earlier version of this code and may not be migrated now. */
  | "older_database"
  | "closed"
  /** The database file or the tables don't exist, and should not be created. */
  | "missing"
  /** A file would be overwritten. */
  | "exists"
  /** Another process uses the database and may go on doing so. */
  | "in_use"
  /** The server can't be reached, or went away. */
  | "unavailable"
  /** The server refuses the user or the database, or its certificate is wrong. */
  | "refused"
  /** The path no longer leads to the open file. */
  | "moved"
  /** Another process held the database, or another transaction a row, for too long. */
  | "busy"
  | "full"
  | "corrupt"
  | "unwritable"
  | "io"
  /** A unique or foreign key constraint is violated. */
  | "constraint"
  /** The order is not stored, or its version is not the one this change is based on. */
  | "version_conflict"
  /** The schema refuses a document, when it is written or read. */
  | "invalid_document"
  /** A transaction was used after its end, or ended before its statements. */
  | "transaction_misused"
  /** A transaction's work took too long and was rolled back. */
  | "transaction_timeout"
  | "failed";

export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** The cursor or limit of a list is invalid: the caller's mistake. */
export class InvalidPageError extends Error {
  override readonly name = "InvalidPageError";
  readonly code = "invalid_request";
}
