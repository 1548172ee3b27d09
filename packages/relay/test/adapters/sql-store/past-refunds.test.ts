import { expect, it } from "vitest";
import { NO_FACTS } from "../../../src/domain/attempt.ts";
import { MIGRATIONS } from "../../../src/adapters/sql-store/migrations/index.ts";
import { KES_2500, T0, aRefund, seen } from "../../domain/fixtures.ts";
import { order, withAttempt } from "./contract/harness.ts";
import { rowsOf, writeOlderDatabase } from "./older-database.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

const kes = (value: number) => ({ value, currency: "KES" });
const refunded = withAttempt(order("refunded"), [seen.succeeded()], "r-1");
const damaged = withAttempt(order("damaged"), [seen.succeeded()], "d-1");
const plain = withAttempt(order("plain"), [seen.succeeded()], "p-1");
const MADE = [refunded, damaged, plain];
const success = { at: T0, seq: T0, receipt: "R", amountKnown: true };
const refunds = [
  aRefund(
    { id: "f1", orderId: refunded.id, amount: kes(100_000) },
    { ...NO_FACTS, success },
  ),
  aRefund({ id: "f2", orderId: refunded.id, amount: kes(50_000) }),
  aRefund({ id: "f3", orderId: damaged.id, amount: KES_2500 }),
];
const ROWS = {
  ...rowsOf(MADE, "paid"),
  refunds: refunds.map((each) => ({
    ...{ id: each.plan.id, order_id: each.plan.orderId, created_at: T0 },
    data: each.plan.id === "f3" ? "damaged" : JSON.stringify(each),
  })),
};

it("orders say what was refunded before they kept it", async () => {
  const { file, open } = await sqliteFileOfTest();
  const step = MIGRATIONS.findIndex(({ name }) => name === "order-refunds");
  await writeOlderDatabase(file, step, ROWS);
  const store = await open();
  expect(await store.getOrder(refunded.id)).toEqual({
    ...refunded,
    version: refunded.version + 1,
    refunds: { paid: kes(100_000), pending: kes(50_000) },
  });
  for (const each of [damaged, plain])
    expect(await store.getOrder(each.id)).toEqual(each);
  await store.close();
});
