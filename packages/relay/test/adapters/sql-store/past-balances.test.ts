import { expect, it } from "vitest";
import { MIGRATIONS } from "../../../src/adapters/sql-store/migrations/index.ts";
import { T0 } from "../../domain/fixtures.ts";
import { order, withPart } from "./contract/harness.ts";
import { writeOlderDatabase } from "./older-database.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

const partial = (name: string) => order(name, { payment: "partial" });
const owing = withPart(partial("owing"), 100_000);
const damaged = withPart(partial("damaged"), 100_000);
const MADE = [owing, damaged, partial("new"), order("exact")];
const ROWS = {
  orders: MADE.map((each) => ({
    ...{ id: each.id, reference: each.reference, version: each.version },
    ...{ status: "open", created_at: T0, attempt_count: each.attempts.length },
    data: JSON.stringify({ ...each, attempts: undefined }),
  })),
  attempts: MADE.flatMap(({ id: order_id, attempts }) =>
    attempts.map((attempt, seq) => ({
      ...{ id: attempt.plan.id, id_lower: attempt.plan.id, order_id, seq },
      data: order_id === damaged.id ? "damaged" : JSON.stringify(attempt),
    })),
  ),
};

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
