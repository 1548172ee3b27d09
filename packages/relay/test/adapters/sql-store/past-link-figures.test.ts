import { expect, it } from "vitest";
import { MIGRATIONS } from "../../../src/adapters/sql-store/migrations/index.ts";
import { openSqliteDatabase } from "../../../src/adapters/sql-store/sqlite-database.ts";
import { T0 } from "../../domain/fixtures.ts";
import { order, paymentLink } from "./contract/harness.ts";
import { rowsOf, writeOlderDatabase } from "./older-database.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

const { id: LINK } = paymentLink("a");
const kept = order("kept", {
  source: { type: "payment_link", paymentLink: LINK },
});

const use = (orderId: string, state: string, more = {}) => ({
  ...{ link_id: LINK, order_id: orderId, state, units: 2 },
  ...{ currency: "KES", value: 500, paid_at: null },
  ...more,
});

it("what the orders of a link come to is added up, also of those that are gone", async () => {
  const { file, open } = await sqliteFileOfTest();
  const step = MIGRATIONS.findIndex(({ name }) => name === "link-figures");
  await writeOlderDatabase(file, step, {
    ...rowsOf([kept], "open"),
    link_uses: [
      use(kept.id, "opened"),
      use("ord_removed", "opened"),
      use("ord_gone_too", "paid", { paid_at: T0 }),
      use("ord_dollars", "paid", { currency: "USD", paid_at: T0 - 1 }),
    ],
  });
  const store = await open();
  expect(await store.readLinkFigures(LINK)).toEqual({
    ...{ orders: 4, pending: 0, paid: 2, unitsPending: 0, unitsPaid: 4 },
    sums: [
      { value: 500, currency: "KES" },
      { value: 500, currency: "USD" },
    ],
    lastPaidAt: T0,
  });
  await store.transaction((tx) => tx.upkeep.removeOrder(kept, []));
  expect((await store.readLinkFigures(LINK)).orders).toBe(4);
  await store.close();
  const database = openSqliteDatabase(file);
  const left = await database.reader
    .selectFrom("link_uses")
    .selectAll()
    .execute();
  expect(left).toEqual([]);
  await database.close();
});
