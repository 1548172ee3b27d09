/** What the store does takes as long with 200,000 orders as with 2,000. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openSqlStore } from "../../packages/relay/src/adapters/sql-store/open.ts";
import type { SqlStore } from "../../packages/relay/src/adapters/sql-store/open.ts";
import { TASK_KINDS } from "../../packages/relay/src/domain/task.ts";
import type { Page, PageRequest } from "../../packages/relay/src/ports/page.ts";
import type { Store } from "../../packages/relay/src/ports/store.ts";
import type { OrderFilter } from "../../packages/relay/src/ports/order-filter.ts";
import { eraseOrderData } from "../../packages/relay/src/use-cases/upkeep/erase-order.ts";
import { scopesOf } from "../../packages/relay/src/use-cases/shared/idempotency.ts";
import { postgresOfTest } from "../../packages/relay/test/support/postgres/databases.ts";
import { FIRST_AT, copyOf, fill, fillTasks } from "./fill.ts";

const FEW = 2_000;
const MANY = Number(process.env["ORDERS"] ?? 200_000);
const RUNS = 15;
/** Deeper trees, colder caches, a busy machine. An operation that reads all takes a hundred times as long. */
const MOST_TIMES = 5;
const ALLOWANCE_MS = 10;

type Operation = (store: Store, run: number) => Promise<unknown>;

const LIMIT = 50;
/** The page at half of the list. */
const deepCursor = (orders: number, id: string): string =>
  Buffer.from(`${String(FIRST_AT + Math.floor(orders / 6))}.${id}`).toString(
    "base64url",
  );

const nameOf = (filter: object): string =>
  Object.entries(filter)
    .map(([name, value]) => (name === "status" ? String(value) : name))
    .join(" and ") || "age alone";

function operationsAt(orders: number): ReadonlyMap<string, Operation> {
  const operations = new Map<string, Operation>();
  const middle = Math.floor(orders / 6);
  const list = (
    name: string,
    read: (store: Store, page: PageRequest) => Promise<Page<unknown>>,
  ): void => {
    operations.set(`${name}, first page`, (store) =>
      read(store, { limit: LIMIT }),
    );
    operations.set(`${name}, deep page`, (store) =>
      read(store, {
        limit: LIMIT,
        cursor: deepCursor(orders, copyOf("paid", middle)),
      }),
    );
  };
  const reference = copyOf("paid", middle).replace("ord_p", "paid");
  const filters: readonly OrderFilter[] = [
    {},
    { status: "paid" },
    { status: "pending" },
    { status: "cancelled" },
    { reference },
    { reference, status: "paid" },
    { createdFrom: FIRST_AT + middle },
    { createdBefore: FIRST_AT + middle, status: "expired" },
    { createdFrom: FIRST_AT + middle, createdBefore: FIRST_AT + middle + 10 },
  ];
  for (const filter of filters)
    list(`orders by ${nameOf(filter)}`, (store, page) =>
      store.listOrders(filter, page),
    );
  for (const filter of [
    {},
    { status: "delivered" },
    { status: "dead" },
    { orderId: copyOf("paid", middle) },
  ] as const)
    list(`deliveries by ${nameOf(filter)}`, (store, page) =>
      store.listDeliveries(filter, page),
    );
  for (const filter of [{}, { state: "open" }, { state: "assigned" }] as const)
    list(`unmatched payments by ${nameOf(filter)}`, (store, page) =>
      store.listUnmatchedPayments(filter, page),
    );
  operations.set("an order", (store, run) =>
    store.getOrder(copyOf("open", run + 1)),
  );
  operations.set("an order by its attempt", (store, run) =>
    store.findOrderByAttempt(
      copyOf("paid", run + 1).replace("ord_p", "PAID-attempt"),
    ),
  );
  operations.set("an order by the payer's reference", (store, run) =>
    store.findOrderByPayerReference(
      copyOf("paid", run + 1).replace("ord_p", "PAID"),
    ),
  );
  operations.set("an order's history", (store, run) =>
    store.listObservations(copyOf("paid", run + 1)),
  );
  operations.set("the scheduler's looks", async (store) => {
    for (const kind of TASK_KINDS) await store.nextTaskAt(kind, FIRST_AT - 1);
  });
  operations.set("the figures", (store) => store.readFigures(FIRST_AT - 1));
  operations.set("leases", (store) =>
    store.leaseTasks("query_attempt", FIRST_AT + middle, 1_000, 10),
  );
  operations.set("an update", (store, run) =>
    store.transaction(async (tx) => {
      const order = await tx.getOrder(copyOf("open", run + 100));
      if (order !== undefined)
        await tx.updateOrder({ ...order, version: order.version + 1 });
    }),
  );
  for (const rows of [
    "requests",
    "returnCodes",
    "deliveries",
    "deadDeliveries",
    "decisions",
    "events",
  ] as const)
    operations.set(`a step of the clean-up: ${rows}`, (store) =>
      store.upkeep.removeOld(rows, FIRST_AT + middle, 20),
    );
  operations.set("the clean-up's list of unpaid orders", (store) =>
    store.upkeep.listUnpaidOrders("expired", FIRST_AT + middle, 20, null),
  );
  operations.set("the clean-up's list of old orders", (store) =>
    store.upkeep.listUnerasedOrders(FIRST_AT + middle, 20, null),
  );
  operations.set("an erasure", (store, run) =>
    eraseOrderData(store, copyOf("paid", run + 200), FIRST_AT, "remove"),
  );
  operations.set("a removal", (store, run) => {
    const id = copyOf("expired", run + 200);
    return store.transaction(async (tx) => {
      const order = await tx.getOrder(id);
      if (order === undefined) throw new Error("the order is there");
      await tx.upkeep.removeOrder(order, scopesOf(id));
    });
  });
  return operations;
}

const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[times.length >> 1] ?? Infinity;

/** Medians in milliseconds. */
async function measure(
  open: () => Promise<SqlStore>,
  url: string,
  orders: number,
) {
  const medians = new Map<string, number>();
  const starts: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const before = performance.now();
    const opened = await open();
    starts.push(performance.now() - before);
    await opened.close();
  }
  medians.set("a start", median(starts));
  await fillTasks(url, orders);
  const store = await open();
  try {
    for (const [name, operation] of operationsAt(orders)) {
      const times: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        const before = performance.now();
        await operation(store, run);
        times.push(performance.now() - before);
      }
      medians.set(name, median(times));
    }
  } finally {
    await store.close();
  }
  return medians;
}

function sqliteUrl(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "malipo-size-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return `sqlite:${path.join(folder, "malipo.sqlite")}`;
}

it.each(["SQLite", "PostgreSQL"] as const)(
  "on %s nothing takes longer with many orders than with few",
  async (kind) => {
    const measured = [];
    for (const orders of [FEW, MANY]) {
      const url =
        kind === "SQLite" ? sqliteUrl() : (await postgresOfTest()).url;
      const store = await openSqlStore(url);
      await fill(store, url, orders);
      await store.close();
      // As a relay opens it, alone on its file.
      const sole = {
        waitMs: 1_000,
        signal: new AbortController().signal,
        onWait: () => undefined,
      };
      measured.push(
        await measure(() => openSqlStore(url, { sole }), url, orders),
      );
    }
    const [few, many] = measured;
    const table = [...(many ?? [])].map(([name, ms]) => ({
      name,
      few: few?.get(name) ?? 0,
      many: ms,
    }));
    console.table(
      table.map((row) => ({
        ...row,
        few: row.few.toFixed(2),
        many: row.many.toFixed(2),
      })),
    );
    expect(
      table.filter((row) => row.many > row.few * MOST_TIMES + ALLOWANCE_MS),
    ).toEqual([]);
  },
);
