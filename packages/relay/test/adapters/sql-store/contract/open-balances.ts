import { expect, it } from "vitest";
import type { Order } from "../../../../src/domain/order.ts";
import type { OrderFilter } from "../../../../src/ports/order-filter.ts";
import { seen } from "../../../domain/fixtures.ts";
import {
  T0,
  insert,
  order,
  withAttempt,
  withPart,
  withStore,
} from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

const kes = (value: number) => ({ value, currency: "KES" });

/** KES 2,500 that may be paid in parts; 1,000 of it are paid. */
const partlyPaid = (name: string): Order =>
  withPart(order(name, { payment: "partial" }), 100_000);

export function describeOpenBalances(make: MakeDatabase): void {
  const { store, update } = withStore(make);
  const found = async () => {
    const { items } = await store().listOrders(
      { partlyPaid: true },
      { limit: 9 },
    );
    const { openBalances } = await store().readFigures(T0);
    // Counted and found alike.
    expect(items).toHaveLength(
      openBalances.reduce((sum, { count }) => sum + count, 0),
    );
    return { ids: items.map(({ id }) => id).toSorted(), openBalances };
  };
  const NONE = { ids: [], openBalances: [] };

  it("are those of orders of which a part is paid, as long as the rest can come", async () => {
    const [a, b, c] = ["a", "b", "c"].map(partlyPaid) as [Order, Order, Order];
    const whole = withAttempt(order("d"), [seen.succeeded()]);
    await insert(store(), a, b, c, order("e", { payment: "partial" }), whole);
    expect(await found()).toEqual({
      ids: [a.id, b.id, c.id],
      openBalances: [{ count: 3, paid: kes(300_000), due: kes(450_000) }],
    });
    await update(withPart(a, 50_000));
    await update({ ...b, version: b.version + 1, cancelledAt: T0 });
    const returned = { partsReturned: true, expiredAt: null } as const;
    await update({ ...c, version: c.version + 1, ...returned });
    expect(await found()).toEqual({
      ids: [a.id],
      openBalances: [{ count: 1, paid: kes(150_000), due: kes(100_000) }],
    });
  });

  it("are gone when the order is paid, and when it has expired", async () => {
    const [paid, late] = ["a", "b"].map(partlyPaid) as [Order, Order];
    await insert(store(), paid, late);
    expect((await found()).ids).toEqual([paid.id, late.id]);
    await update(withPart(paid, 150_000));
    await update({ ...late, version: late.version + 1, expiredAt: T0 });
    expect(await found()).toEqual(NONE);
  });

  const list = async (filter: OrderFilter, page = {}) => {
    const { items, nextCursor } = await store().listOrders(
      { partlyPaid: true, ...filter },
      { limit: 9, ...page },
    );
    return { ids: items.map(({ id }) => id), nextCursor };
  };

  it("are narrowed down by the other filters", async () => {
    const older = partlyPaid("a");
    const newer = { ...partlyPaid("b"), createdAt: T0 + 5 };
    const unpaid = order("c");
    await insert(store(), older, newer, unpaid);
    for (const [filter, ids] of [
      [{ q: older.id }, [older.id]],
      [{ q: unpaid.id }, []],
      [{ status: "open" }, [newer.id, older.id]],
      [{ status: "paid" }, []],
      [{ createdFrom: T0 + 1 }, [newer.id]],
      [{ createdBefore: T0 + 1 }, [older.id]],
    ] as const)
      expect((await list(filter)).ids, JSON.stringify(filter)).toEqual(ids);
  });

  it("are read page by page, the newest first", async () => {
    const [a, b] = [partlyPaid("a"), partlyPaid("b")];
    await insert(store(), a, b, order("c"));
    const first = await list({}, { limit: 1 });
    expect(first.ids).toEqual([b.id]);
    const second = await list({}, { limit: 1, cursor: first.nextCursor });
    expect(second).toEqual({ ids: [a.id], nextCursor: null });
  });
}
