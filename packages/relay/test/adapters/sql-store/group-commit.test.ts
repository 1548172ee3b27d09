import { describe, expect, it } from "vitest";
import { GroupCommit } from "../../../src/adapters/sql-store/group-commit.ts";
import type { TransactionControl } from "../../../src/adapters/sql-store/group-commit.ts";
import { expectRefusal } from "./contract/harness.ts";
import { createGate } from "../../support/gate.ts";

/** Writes down what it is told to run, and fails where the test says so. */
class RecordingConnection implements TransactionControl {
  readonly ran: string[] = [];
  readonly failing = new Map<string, Error>();
  inTransaction = false;

  run(sql: string): void {
    this.ran.push(sql);
    const failure = this.failing.get(sql);
    if (failure !== undefined) throw failure;
    if (sql === "begin immediate") this.inTransaction = true;
    if (sql === "commit" || sql === "rollback") this.inTransaction = false;
  }
}

const setUp = () => {
  const connection = new RecordingConnection();
  return { connection, commits: new GroupCommit(connection) };
};

const settled = (writes: readonly Promise<unknown>[]): Promise<unknown[]> =>
  Promise.all(writes.map((write) => write.catch((error: unknown) => error)));

describe("group commit", () => {
  it("commits what is asked for in one turn together, one work after the other", async () => {
    const { connection, commits } = setUp();
    const writes = [1, 2].map((n) =>
      commits.write(async () => {
        connection.ran.push(`begin ${String(n)}`);
        await Promise.resolve();
        connection.ran.push(`end ${String(n)}`);
        return n;
      }),
    );
    expect(await Promise.all(writes)).toEqual([1, 2]);
    expect(connection.ran).toEqual([
      "begin immediate",
      "savepoint member",
      "begin 1",
      "end 1",
      "release member",
      "savepoint member",
      "begin 2",
      "end 2",
      "release member",
      "commit",
    ]);
  });

  it("tells nobody anything before the commit", async () => {
    const { connection, commits } = setUp();
    const [started, gate] = [createGate(), createGate()];
    const told: string[] = [];
    const tell = (what: string) => () => void told.push(what);
    const writes = [
      commits.write(() => Promise.resolve()).then(tell("kept")),
      commits.write(() => Promise.reject(new Error())).catch(tell("refused")),
      commits.write(() => (started.open(), gate.opened)).then(tell("last")),
    ];
    await started.opened;
    expect(connection.ran).not.toContain("commit");
    expect(told).toEqual([]);
    gate.open();
    await Promise.all(writes);
    expect(told).toEqual(["kept", "refused", "last"]);
  });

  it("undoes a failed work alone", async () => {
    const { connection, commits } = setUp();
    const failure = new Error("refused");
    const writes = [
      commits.write(() => Promise.reject(failure)),
      commits.write(() => Promise.resolve("kept")),
    ];
    expect(await settled(writes)).toEqual([failure, "kept"]);
    expect(connection.ran).toEqual([
      "begin immediate",
      "savepoint member",
      "rollback to member",
      "release member",
      "savepoint member",
      "release member",
      "commit",
    ]);
  });

  it("undoes a work that throws before it returns a promise", async () => {
    const { connection, commits } = setUp();
    const failure = new Error("at once");
    const write = commits.write(() => {
      throw failure;
    });
    expect(await settled([write])).toEqual([failure]);
    expect(connection.ran).toEqual(["begin immediate", "rollback"]);
  });

  it("needs no savepoint for a work that is alone", async () => {
    const { connection, commits } = setUp();
    expect(await commits.write(() => Promise.resolve("kept"))).toBe("kept");
    expect(connection.ran).toEqual(["begin immediate", "commit"]);
  });

  it("fails a work that is alone when the database gave up its transaction by itself", async () => {
    const { connection, commits } = setUp();
    const failure = new Error("the disk is full");
    const write = commits.write(() => {
      connection.inTransaction = false;
      return Promise.reject(failure);
    });
    expect(await settled([write])).toEqual([failure]);
    expect(connection.ran).toEqual(["begin immediate"]);
  });

  it.each(["begin immediate", "savepoint member", "commit"])(
    "fails everyone, and rolls back, when %s fails; the next group runs",
    async (sql) => {
      const { connection, commits } = setUp();
      const failure = new Error("the disk is full");
      connection.failing.set(sql, failure);
      const writes = [
        commits.write(() => Promise.resolve("a")),
        commits.write(() => Promise.reject(new Error("b"))),
      ];
      expect(await settled(writes)).toEqual([failure, failure]);
      expect(connection.inTransaction).toBe(false);
      connection.failing.clear();
      expect(await commits.write(() => Promise.resolve("next"))).toBe("next");
    },
  );

  it("fails everyone with the cause when the database gave up the transaction by itself", async () => {
    const { connection, commits } = setUp();
    const failure = new Error("the disk is full");
    const writes = [
      commits.write(() => Promise.resolve("a")),
      commits.write(() => {
        connection.inTransaction = false;
        return Promise.reject(failure);
      }),
      commits.write(() => Promise.resolve("c")),
    ];
    expect(await settled(writes)).toEqual([failure, failure, failure]);
    expect(connection.ran).not.toContain("commit");
    expect(await commits.write(() => Promise.resolve("next"))).toBe("next");
  });

  it("keeps both causes when even the rollback fails, and recovers", async () => {
    const { connection, commits } = setUp();
    const [first, second] = [new Error("commit"), new Error("rollback")];
    connection.failing.set("commit", first).set("rollback", second);
    await expect(commits.write(() => Promise.resolve())).rejects.toMatchObject({
      code: "failed",
      cause: { errors: [first, second] },
    });
    connection.failing.clear();
    expect(await commits.write(() => Promise.resolve("next"))).toBe("next");
  });

  it("bounds a group", async () => {
    const { connection, commits } = setUp();
    await Promise.all(
      Array.from({ length: 300 }, () => commits.write(() => Promise.resolve())),
    );
    expect(connection.ran.filter((sql) => sql === "commit")).toHaveLength(3);
  });

  it("takes a write from within a finished one's continuation", async () => {
    const { commits } = setUp();
    const second = await commits
      .write(() => Promise.resolve("first"))
      .then((first) => commits.write(() => Promise.resolve(`${first} second`)));
    expect(second).toBe("first second");
  });

  it("ends what was asked for before it closes, and takes nothing more", async () => {
    const { connection, commits } = setUp();
    const write = commits.write(() => Promise.resolve("done"));
    const closing = commits.close();
    await expectRefusal(
      commits.write(() => Promise.resolve("late")),
      "closed",
    );
    await closing;
    expect(connection.ran.at(-1)).toBe("commit");
    expect(await write).toBe("done");
  });
});
