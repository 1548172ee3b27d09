import { describe, expect, it, onTestFinished } from "vitest";
import { openSqliteConnection } from "../../../src/adapters/sql-store/sqlite-connection.ts";
import type { SqliteConnection } from "../../../src/adapters/sql-store/sqlite-connection.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

const opened = (file: string, readonly = false): SqliteConnection => {
  const connection = openSqliteConnection(file, { readonly });
  onTestFinished(() => {
    connection.close();
  });
  return connection;
};

/** A writer, and a table with the row 1. */
async function writerWithTable(): Promise<{
  readonly file: string;
  readonly writer: SqliteConnection;
}> {
  const { file } = await sqliteFileOfTest();
  const writer = opened(file);
  writer.run("create table t (id integer primary key)");
  writer.run("insert into t values (1)");
  return { file, writer };
}

function failure(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
}

describe("a SQLite connection", () => {
  it("keeps a log, flushes every commit and checks references", async () => {
    const { writer } = await writerWithTable();
    const read = (pragma: string): unknown =>
      writer.prepare(`pragma ${pragma}`).all([])[0];
    expect(read("journal_mode")).toEqual({ journal_mode: "wal" });
    expect(read("synchronous")).toEqual({ synchronous: 2 });
    expect(read("fullfsync")).toEqual({ fullfsync: 1 });
    expect(read("checkpoint_fullfsync")).toEqual({ checkpoint_fullfsync: 1 });
    expect(read("foreign_keys")).toEqual({ foreign_keys: 1 });
    expect(read("busy_timeout")).toEqual({ timeout: 5000 });
  });

  it("is refused where SQLite will not keep a log", () => {
    expect(
      failure(() => openSqliteConnection(":memory:", { readonly: false })),
    ).toMatchObject({ name: "StoreError", code: "not_durable" });
  });

  it("reads what another one committed, and can't write when it is for reading", async () => {
    const { file, writer } = await writerWithTable();
    const reader = opened(file, true);
    const rows = () => reader.prepare("select id from t order by id").all([]);
    writer.run("begin immediate");
    writer.run("insert into t values (2)");
    expect(writer.inTransaction).toBe(true);
    expect(rows()).toEqual([{ id: 1 }]);
    writer.run("commit");
    expect(writer.inTransaction).toBe(false);
    expect(rows()).toEqual([{ id: 1 }, { id: 2 }]);
    expect(
      failure(() => {
        reader.run("insert into t values (3)");
      }),
    ).toMatchObject({ code: "unwritable" });
  });

  it("prepares more statements than it keeps", async () => {
    const { writer } = await writerWithTable();
    for (const round of [1, 2])
      for (let n = 0; n < 450; n += 1)
        expect(
          writer.prepare(`select ${String(n)} + ? as sum`).all([round]),
        ).toEqual([{ sum: n + round }]);
  });

  it("says in our words what went wrong, with the cause and without the statement", async () => {
    const { file, writer } = await writerWithTable();
    const impatient = opened(file);
    impatient.prepare("pragma busy_timeout = 20").all([]);
    writer.run("begin immediate");
    for (const [code, connection, sql] of [
      ["busy", impatient, "begin immediate"],
      ["constraint", writer, "insert into t values (1)"],
      ["failed", writer, "insert into nowhere values (1)"],
    ] as const) {
      const error = failure(() => {
        connection.run(sql);
      });
      expect(error).toMatchObject({ name: "StoreError", code });
      expect(error).toHaveProperty("cause.name", "SqliteError");
      expect(String(error)).not.toMatch(/insert|nowhere|begin|t\.id/);
    }
    writer.run("rollback");
  });
});
