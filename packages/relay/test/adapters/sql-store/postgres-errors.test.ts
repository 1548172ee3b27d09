import pg from "pg";
import { describe, expect, it } from "vitest";
import { StoreError } from "../../../src/adapters/sql-store/errors.ts";
import {
  endsConnection,
  isGivenUp,
  toConnectError,
  toStoreError,
} from "../../../src/adapters/sql-store/postgres-errors.ts";

/** An error of the server, https://www.postgresql.org/docs/current/errcodes-appendix.html */
function serverError(code: string, severity = "ERROR"): pg.DatabaseError {
  const message = 'invalid input syntax: "0712345678"';
  const error = new pg.DatabaseError(message, 1, "error");
  return Object.assign(error, { code, severity, detail: "0712345678" });
}

describe("an error of the PostgreSQL server", () => {
  it.each([
    ["28P01", "refused"],
    ["3D000", "refused"],
    ["42501", "unwritable"],
    ["25006", "unwritable"],
    ["40P01", "busy"],
    ["53100", "full"],
    ["58030", "io"],
    ["XX001", "corrupt"],
    ["23505", "constraint"],
    ["53300", "unavailable"],
    ["57P01", "unavailable"],
    ["22P02", "failed"],
    ["42703", "failed"],
  ])("SQLSTATE %s is %s", (sqlState, code) => {
    const error = serverError(sqlState);
    expect(toStoreError(error).code).toBe(code);
    expect(toConnectError(error).code).toBe(code);
  });

  it("is logged without the values it quotes", () => {
    const { message, cause } = toStoreError(serverError("22P02"));
    expect(`${message} ${String(cause)}`).not.toContain("0712345678");
  });

  it.each([
    ["25006", "ERROR", true],
    ["57P01", "FATAL", true],
    ["23505", "ERROR", false],
  ])("%s, %s: drops the connection: %s", (code, severity, isOver) => {
    const error = toStoreError(serverError(code, severity));
    expect(endsConnection(error)).toBe(isOver);
  });

  it.each([
    ["40P01", true],
    ["40001", true],
    ["55P03", false],
  ])("%s: the transaction can be repeated: %s", (code, expected) => {
    expect(isGivenUp(toStoreError(serverError(code)))).toBe(expected);
  });
});

describe("an error on the way to PostgreSQL", () => {
  it("keeps what is a store error already", () => {
    const error = new StoreError("closed", "The store is closed.");
    expect(toStoreError(error)).toBe(error);
  });

  it.each([
    [new TypeError("a value that can't be sent"), "failed", false],
    [new RangeError("too long"), "failed", false],
    [new Error("Connection terminated unexpectedly"), "unavailable", true],
  ])("in a statement: %o", (error, code, isOver) => {
    const fault = toStoreError(error);
    expect([fault.code, endsConnection(fault)]).toEqual([code, isOver]);
  });

  it.each([
    ["Cannot use a pool after calling end on the pool", "closed"],
    ["SASL: client password must be a string", "refused"],
    ["The server does not support SSL connections", "refused"],
    ["unable to verify the first certificate", "refused"],
    ["connect ECONNREFUSED 127.0.0.1:5432", "unavailable"],
  ])("while connecting: %s", (message, code) => {
    expect(toConnectError(new Error(message)).code).toBe(code);
  });
});
