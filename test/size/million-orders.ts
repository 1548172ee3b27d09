/** With a million orders: an export holds one page of them, and what the merchant looks at is there at once. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, onTestFinished } from "vitest";
import { openSqlStore } from "../../packages/relay/src/adapters/sql-store/open.ts";
import { createTimeZone } from "../../packages/relay/src/domain/time-zone.ts";
import type { Store } from "../../packages/relay/src/ports/store.ts";
import { exportRows } from "../../packages/relay/src/use-cases/exports/export-rows.ts";
import { runStatements } from "../../packages/relay/test/support/run-statements.ts";
import { FIRST_AT, copyOf, fill } from "./fill.ts";

const ORDERS = Number(process.env["ORDERS"] ?? 1_000_000);
const MOST_GROWTH = 80 * 1024 * 1024;
const MOST_MS = 300;
const RUNS = 5;
const DAY = 24 * 60 * 60_000;
const QUARTER = 15 * 60_000;
const SHOWN = 30;

/**
 * The copies were made by SQL, so their figures are as well: as many rows for each quarter of an hour of 30 days as a
 * shop has that sells all day, by several methods and on several relays.
 */
async function fillFigures(url: string): Promise<void> {
  const kinds = [
    ...["open", "pending", "expired", "cancelled"].map((status) => [status, 0]),
    ...[5, 10, 15, 20, 30, 45, 60].flatMap((within) => [["paid", within]]),
  ].flatMap(([status, within]) =>
    (url.startsWith("sqlite:") ? [0] : [0, 1]).map(
      (shard) =>
        `(${String(shard)}, '${String(status)}', 'mpesa', 'almara', 'KES', ${String(within)}, 8, 2000000)`,
    ),
  );
  const first = Math.floor(FIRST_AT / DAY) * DAY;
  const buckets = Array.from(
    { length: (SHOWN * DAY) / QUARTER },
    (_, i) => `(${String(first + i * QUARTER)})`,
  );
  await runStatements(url, [
    "delete from order_figures",
    `insert into order_figures
       select b.column1, k.* from (values ${buckets.join(", ")}) as b,
       (values ${kinds.join(", ")}) as k`,
  ]);
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const before = performance.now();
    await work();
    times.push(performance.now() - before);
  }
  // The quickest: what a busy machine adds says nothing about the database.
  return Math.min(...times);
}

const middle = copyOf("paid", Math.floor(ORDERS / 6));
const first = Math.floor(FIRST_AT / DAY) * DAY;

const LOOKS: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  "the list": (store) => store.listOrders({}, { limit: 100 }),
  "the list of what is paid": (store) =>
    store.listOrders({ status: "paid" }, { limit: 100 }),
  "a search by reference": (store) =>
    store.listOrders({ q: middle.replace("ord_p", "paid") }, { limit: 100 }),
  "a search by a phone that every order has": (store) =>
    store.listOrders({ q: "0712 345 678" }, { limit: 100 }),
  "a search by a phone, and what few have": (store) =>
    store.listOrders({ q: "0799 999 999", status: "paid" }, { limit: 100 }),
  "a search for nothing": (store) =>
    store.listOrders({ q: "nothing like it" }, { limit: 100 }),
  "30 days of figures, day by day": async (store) => {
    for (let day = 0; day < SHOWN; day += 1) {
      const from = first + day * DAY;
      await store.readOrderFigures({ from, before: from + DAY });
    }
  },
  "what waits for a person": (store) => store.readFigures(FIRST_AT - 1),
};

/** Until here caches fill and the heap takes its size; from here on nothing may grow. */
const WARM_UP = Math.min(200_000, Math.floor(ORDERS / 3));

/** Each database in a test file, and so in a process, of its own: memory that one left behind is not the other's. */
export async function lookAndExport(url: string): Promise<void> {
  const store = await openSqlStore(url);
  onTestFinished(() => store.close());
  await fill(store, url, ORDERS);
  await fillFigures(url);
  const times: Record<string, number> = {};
  for (const [name, look] of Object.entries(LOOKS))
    times[name] = await milliseconds(() => look(store));
  console.table(times);
  expect(Object.entries(times).filter(([, ms]) => ms > MOST_MS)).toEqual([]);

  const timeZone = createTimeZone("Africa/Nairobi");
  if (timeZone === undefined) throw new Error("no zone");
  const range = { from: 0, before: Number.MAX_SAFE_INTEGER };
  const settings = { timeZone } as Parameters<typeof exportRows>[0]["settings"];
  let lines = 0;
  let most = 0;
  let before: number | undefined;
  for await (const text of exportRows({ store, settings }, "orders", range)) {
    lines += text.split("\r\n").length - 1;
    await nextTurn();
    if (lines > WARM_UP) before ??= process.memoryUsage().rss;
    if (before !== undefined && lines % 10_000 < 100)
      most = Math.max(most, process.memoryUsage().rss - before);
  }
  console.info(`${lines} lines, ${Math.round(most / 1024 / 1024)} MB`);
  expect(lines).toBeGreaterThanOrEqual(ORDERS - 2);
  expect(most).toBeLessThan(MOST_GROWTH);
}
