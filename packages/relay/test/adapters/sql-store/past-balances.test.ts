import { expect, it } from "vitest";
import { MIGRATIONS } from "../../../src/adapters/sql-store/migrations/index.ts";
import { T0 } from "../../domain/fixtures.ts";
import { order, withPart } from "./contract/harness.ts";
import { rowsOf, writeOlderDatabase } from "./older-database.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

const partial = (name: string) => order(name, { payment: "partial" });
const owing = withPart(partial("owing"), 100_000);
const damaged = withPart(partial("damaged"), 100_000);
const MADE = [owing, damaged, partial("new"), order("exact")];
const ROWS = rowsOf(MADE, "open", (id) => id === damaged.attempts[0]?.plan.id);

it("what was owed before it was counted is counted", async () => {
  const { file, open } = await sqliteFileOfTest();
  const step = MIGRATIONS.findIndex(({ name }) => name === "open-balances");
  await writeOlderDatabase(file, step, ROWS);
  const store = await open();
  const { openBalances } = await store.readFigures(T0);
  expect(openBalances).toEqual([
    {
      count: 1,
      paid: { value: 100_000, currency: "KES" },
      due: { value: 150_000, currency: "KES" },
    },
  ]);
  await store.close();
});
