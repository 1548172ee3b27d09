import { describe, expect, it } from "vitest";
import type { StoreTransaction } from "../../../../src/ports/store.ts";
import {
  expectRefusal,
  insert,
  order,
  orderId,
  undo,
  withStore,
} from "./harness.ts";
import { createGate } from "../../../support/gate.ts";
import type { MakeDatabase } from "./harness.ts";

export function describeTransactions(make: MakeDatabase): void {
  const { store, change, openAnother } = withStore(make);
  const referenceOf = async (name: string): Promise<string | undefined> =>
    (await store().getOrder(orderId(name)))?.reference;

  describe("a transaction", () => {
    it("hands out what its work returns and keeps what it wrote", async () => {
      const value = { some: "value" };
      const result = await change(async (tx) => {
        await tx.insertOrder(order("a"));
        return value;
      });
      expect(result).toBe(value);
      await store().close();
      const again = await openAnother();
      expect(await again.getOrder(orderId("a"))).toEqual(order("a"));
    });

    it("sees what it wrote itself, and undoes everything when its work throws", async () => {
      const task = { kind: "order_expiry", subject: "a", dueAt: 1 } as const;
      await undo(store(), async (tx) => {
        await tx.insertOrder(order("a"));
        await tx.putTask(task);
        expect(await tx.getOrder(orderId("a"))).toEqual(order("a"));
      });
      expect(await referenceOf("a")).toBeUndefined();
      expect(await store().nextTaskAt("order_expiry", 1)).toBeNull();
    });

    it("rejects with what its work throws before it returns a promise", async () => {
      const failure = new Error("at once");
      const failing = change(() => {
        throw failure;
      });
      await expect(failing).rejects.toBe(failure);
      await insert(store(), order("next"));
    });

    it("hides what it wrote from everybody else until it ends, and keeps nobody from reading", async () => {
      await insert(store(), order("old"));
      const another = await openAnother();
      const go = createGate();
      const written = createGate();
      const running = change(async (tx) => {
        await tx.insertOrder(order("new"));
        await tx.updateOrder(order("old", { version: 2, reference: "NEW" }));
        written.open();
        await go.opened;
      });
      await written.opened;
      for (const reading of [store(), another]) {
        expect(await reading.getOrder(orderId("new"))).toBeUndefined();
        const list = await reading.listOrders({}, { limit: 10 });
        expect(list.items).toEqual([order("old")]);
      }
      go.open();
      await running;
      expect(await referenceOf("old")).toBe("NEW");
      expect(await another.getOrder(orderId("new"))).toEqual(order("new"));
    });

    it("never works on an order that another one is changing", async () => {
      await insert(store(), order("count"));
      const countUp = async (tx: StoreTransaction): Promise<void> => {
        const before = await tx.getOrder(orderId("count"));
        if (before === undefined) throw new Error("the order is there");
        const { version, tokenEpoch } = before;
        const more = { version: version + 1, tokenEpoch: tokenEpoch + 1 };
        await tx.updateOrder({ ...before, ...more });
      };
      await Promise.all(Array.from({ length: 40 }, () => change(countUp)));
      expect(await store().getOrder(orderId("count"))).toMatchObject({
        version: 41,
        tokenEpoch: 41,
      });
    });

    it("fails alone among others that run at the same time", async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, i) =>
          change(async (tx) => {
            await tx.insertOrder(order(`n${String(i)}x`));
            if (i % 3 === 0) throw new Error(`refused ${String(i)}`);
            return i;
          }),
        ),
      );
      for (const [i, outcome] of outcomes.entries()) {
        const stored = await referenceOf(`n${String(i)}x`);
        expect(outcome.status).toBe(i % 3 === 0 ? "rejected" : "fulfilled");
        expect(stored === undefined).toBe(i % 3 === 0);
      }
    });

    it("is not committed when its work passes over a failed operation", async () => {
      await insert(store(), order("there"));
      const failing = change(async (tx) => {
        await tx.insertOrder(order("before"));
        await tx.insertOrder(order("there")).catch(() => undefined);
      });
      await expectRefusal(failing, "constraint");
      expect(await referenceOf("before")).toBeUndefined();
    });

    it("is not committed when its work does not wait for an operation", async () => {
      const forgotten: Promise<void>[] = [];
      const misused = change((tx) => {
        forgotten.push(tx.insertOrder(order("forgotten")));
        return Promise.resolve();
      });
      await expectRefusal(misused, "transaction_misused");
      await Promise.allSettled(forgotten);
      expect(await referenceOf("forgotten")).toBeUndefined();
    });

    it("leaves nothing behind of operations that it did not wait for when it fails", async () => {
      const failure = new Error("the work failed");
      const forgotten: Promise<void>[] = [];
      const failing = change((tx) => {
        for (let n = 0; n < 20; n += 1)
          forgotten.push(tx.insertOrder(order(`forgotten${String(n)}x`)));
        return Promise.reject(failure);
      });
      const next = insert(store(), order("next"));
      await expect(failing).rejects.toBe(failure);
      await next;
      await Promise.allSettled(forgotten);
      const { items } = await store().listOrders({}, { limit: 100 });
      expect(items).toEqual([order("next")]);
    });

    it("can't be used after its end, not even while another one runs", async () => {
      const kept: StoreTransaction[] = [];
      await change((tx) => Promise.resolve(kept.push(tx)));
      const misuse = async (): Promise<void> => {
        for (const late of kept.map((tx) => tx.insertOrder(order("late"))))
          await expectRefusal(late, "transaction_misused");
      };
      await misuse();
      await change(misuse);
      expect(kept).toHaveLength(1);
      expect(await referenceOf("late")).toBeUndefined();
    });

    it("is undone when its work takes too long, and the next one runs", async () => {
      const impatient = await openAnother({ transactionTimeoutMs: 30 });
      const stuck = impatient.transaction(async (tx) => {
        await tx.insertOrder(order("stuck"));
        await new Promise(() => undefined);
      });
      await expectRefusal(stuck, "transaction_timeout");
      await insert(impatient, order("next"));
      expect(await referenceOf("stuck")).toBeUndefined();
      expect(await referenceOf("next")).toBeDefined();
    });
  });

  describe("ping", () => {
    it("resolves as long as the store can be written", async () => {
      await store().ping();
      await store().ping();
    });
  });

  describe("close", () => {
    it("waits for what is running, refuses what comes after, and may be called twice", async () => {
      const running = change((tx) => tx.insertOrder(order("a")));
      const closing = store().close();
      await running;
      await closing;
      await store().close();
      for (const call of [
        () => store().ping(),
        () => referenceOf("a"),
        () => insert(store(), order("b")),
        () => store().leaseTasks("query_attempt", 1, 1, 1),
      ])
        await expectRefusal(call(), "closed");
      const again = await openAnother();
      expect(await again.getOrder(orderId("a"))).toEqual(order("a"));
    });
  });
}
