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
const returned = withAttempt(
  withAttempt(bought("returned"), [seen.succeeded()], "returned-1"),
  [seen.succeeded()],
  "returned-2",
);
const MADE = [
  withAttempt(bought("unanswered"), [seen.unresolved()], "unanswered-1"),
  withAttempt(bought("paid"), [seen.succeeded()], "paid-1"),
  withAttempt(bought("damaged"), [seen.unresolved()], "damaged-1"),
  twice,
  returned,
  bought("new"),
];
const facts = { ...NO_FACTS, unresolved: true };
const ROWS = {
  ...rowsOf(MADE, "open", (id) => id === "damaged-1"),
  refunds: (
    [
      // Before the second payment came.
      [twice.id, T0, facts],
      [twice.id, T0, NO_FACTS],
      [returned.id, T0 + 60_000, NO_FACTS],
    ] as const
  ).map(([orderId, createdAt, each], place) => ({
    ...{ id: `refund-${String(place)}`, order_id: orderId },
    created_at: createdAt,
    data: JSON.stringify({
      plan: {
        ...{ id: `refund-${String(place)}`, orderId },
        ...{ attemptId: "twice-1", provider: "almara", amount: KES_2500 },
        ...{ phone: "254712345678", reason: "Twice", createdAt },
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
  const filter = { attention: "overpaid" } as const;
  const { items } = await store.listOrders(filter, { limit: 9 });
  expect(items.map(({ id }) => id)).toEqual([twice.id]);
  await store.close();
});
