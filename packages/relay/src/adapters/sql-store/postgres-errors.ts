/** Translates errors of PostgreSQL and of the network to store errors. */
import pg from "pg";
import { StoreError } from "./errors.ts";
import type { StoreErrorCode } from "./errors.ts";

/**
 * The server's message without the values it quotes: `detail` holds rows, and so phone numbers, and causes are logged
 * (https://www.postgresql.org/docs/current/protocol-error-fields.html).
 */
class PostgresFault extends Error {
  override readonly name = "PostgresFault";
  /** SQLSTATE. */
  readonly code: string;
  /** The server closes the connection after this error. */
  readonly isFatal: boolean;

  constructor({ code = "", message, severity, constraint }: pg.DatabaseError) {
    // Messages of class 22 (data exceptions) quote values.
    const words = code.startsWith("22") ? "a value was refused" : message;
    super(
      constraint === undefined ? words : `${words} (constraint ${constraint})`,
    );
    this.code = code;
    this.isFatal = severity === "FATAL" || severity === "PANIC";
  }
}

type Meaning = readonly [
  sqlState: RegExp,
  code: StoreErrorCode,
  message: string,
];

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const MEANINGS: readonly Meaning[] = [
  [/^28/, "refused", "The database refuses this user or password."],
  [/^3D000/, "refused", "There is no database of this name on the server."],
  [
    /^42501/,
    "unwritable",
    "The database user lacks a right: it must be able to read and write the tables, and to create them in the database's schema.",
  ],
  [
    /^25006/,
    "unwritable",
    "The database takes no writes: the server is a standby, or set to read only.",
  ],
  [
    /^(55P03|57014|40P01|40001)/,
    "busy",
    "Another transaction held what this one needed for too long.",
  ],
  [/^(53100|53200)/, "full", "The database server's disk or memory is full."],
  [/^58/, "io", "The database server could not read or write a file."],
  [/^XX00[12]/, "corrupt", "The database is damaged."],
  [
    /^23/,
    "constraint",
    "The row exists already, or belongs to one that does not.",
  ],
  [
    /^53300/,
    "unavailable",
    "The database server has no connection left: raise max_connections, or run fewer relays.",
  ],
  [
    /^(08|57P|53|25P0[34])/,
    "unavailable",
    "The database server is stopping or starting, or has closed the connection.",
  ],
];

const UNREACHABLE = "The database server can't be reached.";
const GONE = "The connection to the database server was lost.";

/** For a failed statement. */
export function toStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  if (error instanceof pg.DatabaseError) {
    const fault = new PostgresFault(error);
    const [, code, message] =
      MEANINGS.find(([sqlState]) => sqlState.test(fault.code)) ?? [];
    return code === undefined || message === undefined
      ? new StoreError("failed", "The database refused a statement.", fault)
      : new StoreError(code, message, fault);
  }
  // Network errors have no SQLSTATE, and mostly no code at all.
  return error instanceof TypeError || error instanceof RangeError
    ? new StoreError("failed", "A statement can't be sent.", error)
    : new StoreError("unavailable", GONE, error);
}

/** For a failed connection attempt. */
export function toConnectError(error: unknown): StoreError {
  const known = toStoreError(error);
  if (known.code !== "unavailable" || known.cause instanceof PostgresFault)
    return known;
  const { message, code } = error as { message?: unknown; code?: unknown };
  const words = `${String(code)} ${String(message)}`;
  if (/after calling end/.test(words))
    return new StoreError("closed", "The store is closed.", error);
  if (/password must be/.test(words))
    return new StoreError(
      "refused",
      "The database asks for a password, and none is set.",
    );
  if (/does not support SSL/.test(words))
    return new StoreError(
      "refused",
      "The database server speaks no TLS, which sslmode asks for.",
    );
  if (/CERT|SELF_SIGNED|ERR_TLS|certificate/i.test(words))
    return new StoreError(
      "refused",
      "The database server's certificate is not trusted or is for another name: see sslmode and sslrootcert.",
      error,
    );
  return new StoreError("unavailable", UNREACHABLE, error);
}

/** True if the connection must be dropped: it is lost, in an unknown state, or its server has become read-only. */
export function endsConnection({ code, cause }: StoreError): boolean {
  if (cause instanceof PostgresFault)
    return cause.isFatal || cause.code === "25006";
  return code === "unavailable";
}

/** True for a deadlock or serialization failure: the transaction can be repeated. */
export function isGivenUp(error: unknown): boolean {
  return (
    error instanceof StoreError &&
    error.cause instanceof PostgresFault &&
    /^(40P01|40001)/.test(error.cause.code)
  );
}
