import { describe, expect, it, onTestFinished } from "vitest";
import { openSqliteDatabase } from "../../../src/adapters/sql-store/sqlite-database.ts";
import { migrate } from "../../../src/adapters/sql-store/migrate.ts";
import { ping } from "../../../src/adapters/sql-store/ping.ts";
import { expectRefusal } from "./contract/harness.ts";
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
});
