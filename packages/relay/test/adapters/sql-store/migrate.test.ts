import { describe, expect, it, onTestFinished } from "vitest";
import { openSqliteDatabase } from "../../../src/adapters/sql-store/sqlite-database.ts";
import type { SqlDatabase } from "../../../src/adapters/sql-store/dialect.ts";
import {
  assertMigrated,
  migrate,
} from "../../../src/adapters/sql-store/migrate.ts";
import { MIGRATIONS } from "../../../src/adapters/sql-store/migrations/index.ts";
import type { Migration } from "../../../src/adapters/sql-store/migrations/migration.ts";
import { insert, order } from "./contract/harness.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

const next = (up: Migration["up"]): readonly Migration[] => [
  ...MIGRATIONS,
  { number: (MIGRATIONS.at(-1)?.number ?? 0) + 1, name: "next", up },
];

const addTable: Migration["up"] = (schema) =>
  schema.createTable("next").addColumn("id", "integer").execute();

async function openDatabase(file: string): Promise<SqlDatabase> {
  const database = openSqliteDatabase(file);
  onTestFinished(() => database.close());
  return Promise.resolve(database);
}

const tablesOf = async ({ reader }: SqlDatabase): Promise<string[]> =>
  (await reader.introspection.getTables()).map(({ name }) => name).toSorted();

const appliedIn = async ({ reader }: SqlDatabase) =>
  reader.selectFrom("migrations").select(["number", "name"]).execute();

describe("migrations", () => {
  it("are numbered upwards from 1", () => {
    const numbers = MIGRATIONS.map(({ number }) => number);
    expect(numbers[0]).toBe(1);
    expect([...new Set(numbers)].toSorted((a, b) => a - b)).toEqual(numbers);
  });

  it("run once, and a second opening changes nothing", async () => {
    const { file, open } = await sqliteFileOfTest();
    const first = await open();
    await insert(first, order("a"));
    await first.close();
    const database = await openDatabase(file);
    const before = await reading(database);
    await migrate(database);
    expect(await reading(database)).toEqual(before);
    expect(await appliedIn(database)).toEqual(
      MIGRATIONS.map(({ number, name }) => ({ number, name })),
    );
    await database.close();
    const again = await open();
    expect(await again.getOrder(order("a").id)).toEqual(order("a"));
    await again.close();
  });

  it("run on what an older version left", async () => {
    const { file, open } = await sqliteFileOfTest();
    const old = await open();
    await insert(old, order("a"));
    await old.close();
    const database = await openDatabase(file);
    await migrate(database, next(addTable));
    expect(await tablesOf(database)).toContain("next");
    expect(await appliedIn(database)).toHaveLength(MIGRATIONS.length + 1);
    const kept = database.reader.selectFrom("orders").select("id");
    expect(await kept.execute()).toEqual([{ id: order("a").id }]);
  });

  it("leave nothing half done", async () => {
    const { file } = await sqliteFileOfTest();
    const database = await openDatabase(file);
    const failure = new Error("the second step failed");
    const steps = next(async (schema, columns, db) => {
      await addTable(schema, columns, db);
      throw failure;
    });
    await expect(migrate(database, steps)).rejects.toBe(failure);
    expect(await tablesOf(database)).toEqual([]);
    await migrate(database, next(addTable));
    expect(await tablesOf(database)).toContain("next");
  });

  it("refuse a database that a newer version wrote, and leave it alone", async () => {
    const { file, open } = await sqliteFileOfTest();
    const newer = await openDatabase(file);
    await migrate(newer, next(addTable));
    const before = await reading(newer);
    await expect(open()).rejects.toMatchObject({
      name: "StoreError",
      code: "newer_database",
      message: expect.stringContaining("newer version of Malipo") as string,
    });
    expect(await reading(newer)).toEqual(before);
  });

  it("are left to the relays by commands beside them", async () => {
    const { file, open } = await sqliteFileOfTest();
    await (await open()).close();
    const database = await openDatabase(file);
    const before = await tablesOf(database);
    await expect(
      assertMigrated(database, next(addTable)),
    ).rejects.toMatchObject({ code: "older_database" });
    await expect(
      assertMigrated(database, MIGRATIONS.slice(0, -1)),
    ).rejects.toMatchObject({ code: "newer_database" });
    await assertMigrated(database);
    expect(await tablesOf(database)).toEqual(before);
  });
});

async function reading(database: SqlDatabase) {
  return {
    tables: await database.reader.introspection.getTables(),
    applied: await appliedIn(database),
  };
}
