/** Errors of the SQL store. Messages are for people and name neither SQL nor stored values; the cause is kept. */

export type StoreErrorCode =
  /** The database URL is not one this store can open. */
  | "unsupported_url"
  /** The database would not promise that a commit is on disk, or would not check references. */
  | "not_durable"
  /** The database was written by a later version of this code. */
  | "newer_database"
  | "closed"
  /** The database file, or the tables, are not there, and were not to be made. */
  | "missing"
  /** A file is there that would be overwritten. */
  | "exists"
  /** Another process uses the database and may go on doing so. */
  | "in_use"
  /** The server can't be reached, or went away. */
  | "unavailable"
  /** The server takes neither this user nor this database, or is not the one that it should be. */
  | "refused"
  /** The path does not lead to the file that is open any more. */
  | "moved"
  /** Another process held the database, or another transaction a row, for too long. */
  | "busy"
  | "full"
  | "corrupt"
  | "unwritable"
  | "io"
  /** A row that exists already, or one that belongs to nothing. */
  | "constraint"
  /** The order is not stored, or not with the version that this change was made from. */
  | "version_conflict"
  /** A document that its schema refuses: nothing is written, or what is stored cannot be read. */
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

/** A list was asked for with a cursor or a limit that this store never gave out: the caller's mistake. */
export class InvalidPageError extends Error {
  override readonly name = "InvalidPageError";
  readonly code = "invalid_request";
}
