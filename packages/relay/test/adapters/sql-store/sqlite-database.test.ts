import Sqlite from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { openSqliteDatabase } from "../../../src/adapters/sql-store/sqlite-database.ts";
import { migrate } from "../../../src/adapters/sql-store/migrate.ts";
import { ping } from "../../../src/adapters/sql-store/ping.ts";
import { expectRefusal } from "./contract/harness.ts";
import { order } from "./contract/harness.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

describe("a SQLite database", () => {
  it("can be written through its writer alone, and there in a transaction alone", async () => {
    const { file } = await sqliteFileOfTest();
    const database = openSqliteDatabase(file);
    onTestFinished(() => database.close());
    await migrate(database);
    await expectRefusal(ping(database.reader), "unwritable");
    const writer = await database.write((db) => Promise.resolve({ db }));
    await expectRefusal(ping(writer.db), "transaction_misused");
    await database.write(ping);
    const pings = await database.reader
      .selectFrom("pings")
      .selectAll()
      .execute();
    expect(pings).toEqual([{ id: 1, count: 1 }]);
  });

  it("uses the room of removed rows again", async () => {
    const { file, open } = await sqliteFileOfTest();
    const store = await open();
    onTestFinished(() => store.close());
    const put = (round: string) =>
      store.transaction(async (tx) => {
        for (let n = 0; n < 200; n += 1)
          await tx.insertOrder(order(`${round}-${String(1000 + n)}-`));
      });
    const remove = (round: string) =>
      store.transaction(async (tx) => {
        for (let n = 0; n < 200; n += 1)
          await tx.upkeep.removeOrder(
            order(`${round}-${String(1000 + n)}-`),
            [],
          );
      });
    const pages = (): number => {
      const db = new Sqlite(file, { readonly: true });
      const count = db.pragma("page_count", { simple: true });
      db.close();
      return Number(count);
    };
    await put("a");
    const most = pages();
    for (const [before, after] of [
      ["a", "b"],
      ["b", "c"],
      ["c", "d"],
    ] as const) {
      await remove(before);
      await put(after);
    }
    expect(pages()).toBeLessThan(most * 1.1);
  });
});
