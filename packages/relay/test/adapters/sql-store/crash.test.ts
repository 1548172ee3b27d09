import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { orderStatus } from "../../../src/domain/order.ts";
import type { Order } from "../../../src/domain/order.ts";
import type { Store } from "../../../src/ports/store.ts";
import { startChild } from "./processes/child.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

/** More for a longer run: `MALIPO_CRASH_CYCLES=1000`. */
const CYCLES = Number(process.env["MALIPO_CRASH_CYCLES"] ?? 12);
const LONGEST_LIFE_MS = 60;

/** Lets a writer live for a moment after its first acknowledged commit; gives what it acknowledged. */
async function writeAndCrash(file: string, prefix: string): Promise<string[]> {
  const child = startChild("write-forever.ts", file, prefix);
  const acknowledged: string[] = [];
  for await (const line of child.lines) {
    if (acknowledged.length === 0)
      setTimeout(child.kill, Math.random() * LONGEST_LIFE_MS);
    acknowledged.push(line);
  }
  expect(await child.ended).toBe("SIGKILL");
  return acknowledged;
}

async function allOrders(store: Store): Promise<readonly Order[]> {
  const orders: Order[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await store.listOrders({}, { limit: 500, cursor });
    orders.push(...page.items);
    cursor = page.nextCursor;
  }
  return orders;
}

describe("a relay that is killed while it writes", () => {
  it(
    `keeps every acknowledged commit and no half of one (${String(CYCLES)} kills)`,
    async () => {
      const { file, open } = await sqliteFileOfTest();
      const acknowledged = new Set<string>();
      for (let cycle = 0; cycle < CYCLES; cycle += 1)
        for (const id of await writeAndCrash(file, `c${String(cycle)}`))
          acknowledged.add(id);

      const store = await open();
      const orders = await allOrders(store);
      const due = await store.leaseTasks("order_expiry", 1, 1000, 1_000_000);
      const tasks = new Set(due.map(({ subject }) => subject));
      const paid = new Set<string>();
      for (const order of orders) {
        const isPaid = orderStatus(order) === "paid";
        if (isPaid) paid.add(order.id);
        const history = await store.listObservations(order.id);
        expect(order.version).toBe(isPaid ? 2 : 1);
        expect(history).toHaveLength(isPaid ? 1 : 0);
        expect(tasks.has(order.id)).toBe(isPaid);
      }
      expect([...acknowledged].filter((id) => !paid.has(id))).toEqual([]);
      expect(acknowledged.size).toBeGreaterThanOrEqual(CYCLES);
      await store.close();

      const native = new Sqlite(file);
      expect(native.pragma("integrity_check", { simple: true })).toBe("ok");
      native.close();
    },
    CYCLES * 5_000,
  );
});
