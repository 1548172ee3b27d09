import { expect, it } from "vitest";
import { NO_FACTS } from "../../../src/domain/attempt.ts";
import { MIGRATIONS } from "../../../src/adapters/sql-store/migrations/index.ts";
import { KES_2500, T0, seen } from "../../domain/fixtures.ts";
import { order, withAttempt } from "./contract/harness.ts";
import { rowsOf, writeOlderDatabase } from "./older-database.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

const bought = (name: string) => order(name);
const twice = withAttempt(
  withAttempt(bought("twice"), [seen.succeeded()], "twice-1"),
  [seen.succeeded()],
  "twice-2",
);
const MADE = [
  withAttempt(bought("unanswered"), [seen.unresolved()], "unanswered-1"),
  withAttempt(bought("paid"), [seen.succeeded()], "paid-1"),
  withAttempt(bought("damaged"), [seen.unresolved()], "damaged-1"),
  twice,
  bought("new"),
];
const facts = { ...NO_FACTS, unresolved: true };
const ROWS = {
  ...rowsOf(MADE, "open", (id) => id === "damaged-1"),
  refunds: [facts, NO_FACTS].map((each, place) => ({
    ...{ id: `refund-${String(place)}`, order_id: twice.id, created_at: T0 },
    data: JSON.stringify({
      plan: {
        ...{ id: `refund-${String(place)}`, orderId: twice.id },
        ...{ attemptId: "twice-1", provider: "almara", amount: KES_2500 },
        ...{ phone: "254712345678", reason: "Twice", createdAt: T0 },
      },
      facts: each,
    }),
  })),
};

it("what needed a person before it was counted is counted", async () => {
  const { file, open } = await sqliteFileOfTest();
  const step = MIGRATIONS.findIndex(({ name }) => name === "attention");
  await writeOlderDatabase(file, step, ROWS);
  const store = await open();
  expect(await store.readFigures(T0)).toMatchObject({
    flaggedOrders: { review: 1, overpaid: 1 },
    refundsInReview: 1,
  });
  await store.close();
});
