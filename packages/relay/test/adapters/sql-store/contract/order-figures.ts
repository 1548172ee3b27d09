import { describe, expect, it } from "vitest";
import { figureOf } from "../../../../src/domain/order-figure.ts";
import type { OrderFigures } from "../../../../src/ports/order-figures.ts";
import type { Order } from "../../../../src/domain/order.ts";
import { seen } from "../../../domain/fixtures.ts";
import {
  insert,
  order,
  orderId,
  T0,
  withAttempt,
  withStore,
} from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

const ATTEMPT = "7b0c0b0e-52b2-4f0c-9d59-0a3c5f7d0001";
const QUARTER = 15 * 60_000;
const ALL = { from: 0, before: T0 * 2 };

const sorted = (figures: readonly OrderFigures[]) =>
  figures
    .map((each) => JSON.stringify(Object.entries(each).toSorted()))
    .toSorted();

/** What the figures must be, from the orders themselves. */
function counted(orders: readonly Order[]): readonly OrderFigures[] {
  const found = new Map<string, OrderFigures>();
  for (const each of orders) {
    const { value, status, method, provider, currency, paidWithin } =
      figureOf(each);
    const kind = { status, method, provider, currency, paidWithin };
    const key = JSON.stringify(kind);
    const known = found.get(key);
    found.set(key, {
      ...kind,
      count: 1 + (known?.count ?? 0),
      value: value + (known?.value ?? 0),
    });
  }
  return [...found.values()];
}

export function describeOrderFigures(make: MakeDatabase): void {
  const { store, change, update, openAnother } = withStore(make);
  const assertCounted = async (range = ALL) => {
    const { items } = await store().exports.orders(range, 1000, null);
    expect(sorted(await store().readOrderFigures(range))).toEqual(
      sorted(counted(items)),
    );
  };

  describe("the figures of orders", () => {
    it("follow every change, also several in one transaction, and none that fails", async () => {
      const made = order("a");
      await insert(store(), made, order("b", { createdAt: T0 + QUARTER }));
      await assertCounted();
      const tried = {
        ...withAttempt(made, [seen.accepted()], ATTEMPT),
        version: 2,
      };
      await update(tried);
      await assertCounted();
      await change(async (tx) => {
        const read = await tx.getOrder(made.id);
        if (read === undefined) throw new Error("it is there");
        await tx.updateOrder({ ...read, version: 3 });
        const paid = withAttempt(
          made,
          [seen.accepted(), seen.succeeded(40)],
          ATTEMPT,
        );
        await tx.updateOrder({ ...paid, version: 4 });
      });
      await assertCounted();
      const failed = change(async (tx) => {
        await tx.insertOrder(order("c"));
        throw new Error("undone");
      });
      await expect(failed).rejects.toThrow("undone");
      await change(async (tx) => {
        await tx.insertOrder(order("d"));
        await tx.updateOrder({ ...order("d"), version: 2, cancelledAt: T0 });
      });
      await assertCounted();
      await assertCounted({ from: 0, before: T0 + QUARTER });
      expect(await store().readOrderFigures({ from: 0, before: 0 })).toEqual(
        [],
      );
    });

    it("are the same after transactions of two stores at once", async () => {
      const other = await openAnother();
      const names = "a b c d e f g h i j k l".split(" ");
      await insert(store(), ...names.map((name) => order(name)));
      await Promise.all(
        names.flatMap((name) =>
          [store(), other].map((each) =>
            each.transaction(async (tx) => {
              const read = await tx.getOrder(orderId(name));
              if (read === undefined) throw new Error("it is there");
              await tx.updateOrder({
                ...read,
                version: read.version + 1,
                cancelledAt: T0,
              });
            }),
          ),
        ),
      );
      await assertCounted();
    });

    it("stay when an unpaid order is removed", async () => {
      await insert(store(), order("a"));
      await change((tx) => tx.upkeep.removeOrder(order("a"), []));
      expect(await store().readOrderFigures(ALL)).toMatchObject([{ count: 1 }]);
    });
  });

  describe("exports", () => {
    it("read the range to its end, oldest first, in pages", async () => {
      const made = Array.from({ length: 7 }, (_, i) =>
        order(`n${String(i)}`, { createdAt: T0 + Math.floor(i / 2) }),
      );
      await insert(
        store(),
        ...made.map((each) =>
          withAttempt(each, [seen.pending(5)], crypto.randomUUID()),
        ),
      );
      const ids: string[] = [];
      let after: string | null = null;
      do {
        const part: { items: readonly Order[]; next: string | null } =
          await store().exports.orders(
            { from: T0 + 1, before: T0 + 3 },
            2,
            after,
          );
        ids.push(...part.items.map(({ id }) => id));
        after = part.next;
      } while (after !== null);
      expect(ids).toEqual(made.slice(2, 6).map(({ id }) => id));
    });
  });
}
