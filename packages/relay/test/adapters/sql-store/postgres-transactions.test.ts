import { describe, expect, it } from "vitest";
import type {
  SqlStore,
  SqlStoreOptions,
} from "../../../src/adapters/sql-store/open.ts";
import { createKeyRing } from "../../../src/adapters/tokens/key-ring.ts";
import type { StoreTransaction } from "../../../src/ports/store.ts";
import { systemClock } from "../../../src/adapters/system/system-clock.ts";
import { MemoryLog } from "../../support/memory-log.ts";
import { postgresOfTest } from "../../support/postgres/databases.ts";
import { createGate } from "../../support/gate.ts";
import { insert, order, orderId, T0, withAttempt } from "./contract/harness.ts";
import { openForTest } from "./postgres-databases.ts";

/** Two stores over one database, as two relays have them. */
async function openTwo(options?: SqlStoreOptions) {
  const database = await postgresOfTest();
  const first = await openForTest(database.url, options);
  return {
    ...database,
    first,
    second: await openForTest(database.url, options),
  };
}

/** A transaction that has done `work` and waits; `end` lets it commit. */
async function holding(
  store: SqlStore,
  work: (tx: StoreTransaction) => Promise<unknown>,
): Promise<{ readonly end: () => Promise<void> }> {
  const [held, go] = [createGate(), createGate()];
  const running = store.transaction(async (tx) => {
    await work(tx);
    held.open();
    await go.opened;
  });
  await Promise.race([held.opened, running]);
  return {
    end: () => {
      go.open();
      return running;
    },
  };
}

async function bump(tx: StoreTransaction, name: string): Promise<number> {
  const before = await tx.getOrder(orderId(name));
  if (before === undefined) throw new Error("the order is there");
  await tx.updateOrder({ ...before, version: before.version + 1 });
  return before.version;
}

describe("transactions of PostgreSQL", () => {
  it("run side by side when they are about different orders", async () => {
    const { first, second } = await openTwo();
    await insert(first, order("a"), order("b"));
    const held = await holding(first, (tx) => bump(tx, "a"));
    for (const store of [first, second])
      await store.transaction((tx) => bump(tx, "b"));
    await held.end();
    expect((await second.getOrder(orderId("a")))?.version).toBe(2);
    expect((await first.getOrder(orderId("b")))?.version).toBe(3);
  });

  it("see, once they get an order, all that the one before did to it", async () => {
    const { first, second } = await openTwo();
    const attempted = withAttempt(order("a"), [], "a-1");
    await insert(first, order("a"));
    const held = await holding(first, (tx) => tx.updateOrder(attempted));
    const byId = second.transaction((tx) => tx.getOrder(orderId("a")));
    await held.end();
    expect(await byId).toEqual(attempted);
    const again = withAttempt(attempted, [], "a-2");
    const other = await holding(first, (tx) => tx.updateOrder(again));
    const byAttempt = second.transaction((tx) => tx.findOrderByAttempt("A-1"));
    await other.end();
    expect(await byAttempt).toEqual(again);
  });

  it("give up what another holds for too long, and leave nothing behind", async () => {
    const { first, second } = await openTwo();
    await insert(first, order("a"));
    const held = await holding(first, (tx) => tx.getOrder(orderId("a")));
    await expect(
      second.transaction(async (tx) => {
        await tx.insertOrder(order("b"));
        await bump(tx, "a");
      }),
    ).rejects.toMatchObject({ name: "StoreError", code: "busy" });
    await held.end();
    expect(await first.getOrder(orderId("b"))).toBeUndefined();
  });

  it("that lock crosswise are both done in the end", async () => {
    const { first, second } = await openTwo();
    await insert(first, order("a"), order("b"));
    const both = [createGate(), createGate()] as const;
    let runs = 0;
    const crosswise = (
      store: SqlStore,
      [one, two]: readonly [string, string],
      [mine, theirs]: readonly [(typeof both)[0], (typeof both)[0]],
    ) =>
      store.transaction(async (tx) => {
        runs += 1;
        await bump(tx, one);
        mine.open();
        await theirs.opened;
        await bump(tx, two);
      });
    await Promise.all([
      crosswise(first, ["a", "b"], both),
      crosswise(second, ["b", "a"], [both[1], both[0]]),
    ]);
    // More if the one given up takes its row again before the other one's process has run.
    expect(runs).toBeGreaterThan(2);
    for (const name of ["a", "b"])
      expect((await first.getOrder(orderId(name)))?.version).toBe(3);
  });

  it("find the request with the same key that another one is storing", async () => {
    const { first, second } = await openTwo();
    const record = {
      scope: "orders",
      key: "0123456789abcdef",
      fingerprint: "f",
      subject: "ord_1",
      answer: null,
      createdAt: T0,
    };
    const held = await holding(first, async (tx) => {
      expect(await tx.getIdempotency("orders", record.key)).toBeUndefined();
      await tx.putIdempotency(record);
    });
    const found = second.transaction((tx) =>
      tx.getIdempotency("orders", record.key),
    );
    await second.transaction((tx) => tx.getIdempotency("orders", "other key"));
    await held.end();
    expect(await found).toEqual(record);
  });

  it("change a payment link one after the other", async () => {
    const { first, second } = await openTwo();
    const link = {
      ...{ id: "pl_1", title: "", description: null, reference: null },
      ...{ currency: "KES", amount: null, min: null, max: null },
      ...{ active: true, expiresAt: null, returnUrl: null, mirror: null },
      ...{ createdAt: T0, updatedAt: T0 },
    };
    await first.transaction((tx) => tx.putPaymentLink(link));
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        (i % 2 === 0 ? first : second).transaction(async (tx) => {
          const before = await tx.getPaymentLink("pl_1");
          if (before === undefined) throw new Error("the link is there");
          await tx.putPaymentLink({ ...before, title: `${before.title}x` });
        }),
      ),
    );
    expect((await first.getPaymentLink("pl_1"))?.title).toBe("x".repeat(10));
  });

  it("never keep money as unmatched that another one is counting", async () => {
    const { first, second } = await openTwo();
    await insert(first, order("a"));
    await first.transaction((tx) =>
      tx.updateOrder(withAttempt(order("a"), [], "a-1")),
    );
    const counting = await holding(first, async (tx) => {
      await tx.claimReceipt("almara", "R1", "a-1");
    });
    const owner = second.transaction((tx) => tx.findReceipt("almara", "R1"));
    await counting.end();
    expect(await owner).toBe("a-1");
  });

  it("hand each task to one store, and wait for no row that another one holds", async () => {
    const { first, second } = await openTwo();
    const subjects = Array.from({ length: 40 }, (_, i) => String(i));
    await first.transaction(async (tx) => {
      for (const subject of subjects)
        await tx.putTask({ kind: "query_attempt", subject, dueAt: T0 });
    });
    const held = await holding(first, (tx) =>
      tx.runSooner({ kind: "query_attempt", subject: "0", dueAt: T0 }),
    );
    const leased = await Promise.all(
      [first, second, first, second].map((store) =>
        store.leaseTasks("query_attempt", T0, 1000, 10),
      ),
    );
    const names = leased.flat().map(({ subject }) => subject);
    expect(leased.every(({ length }) => length <= 10)).toBe(true);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain("0");
    await held.end();
    const rest = await second.leaseTasks("query_attempt", T0, 1000, 100);
    expect(names.length + rest.length).toBe(subjects.length);
  });
});

describe("relays that start at once on an empty PostgreSQL database", () => {
  it("make its tables once, and publish the same signing key", async () => {
    const { url, query } = await postgresOfTest();
    let made = 0;
    const stores = await Promise.all(
      Array.from({ length: 4 }, () =>
        openForTest(url, { onNewDatabase: () => (made += 1) }),
      ),
    );
    expect(made).toBe(1);
    const rings = await Promise.all(
      stores.map((store) =>
        createKeyRing({
          store,
          masterKey: new Uint8Array(32).fill(7),
          clock: systemClock,
          log: new MemoryLog(),
        }),
      ),
    );
    const kids = await Promise.all(
      rings.map(async (ring) => (await ring.all()).map(({ kid }) => kid)),
    );
    expect(kids[0]).toHaveLength(1);
    expect(new Set(kids.flat()).size).toBe(1);
    expect(await query("select kid from signing_keys")).toHaveLength(1);
  });
});
