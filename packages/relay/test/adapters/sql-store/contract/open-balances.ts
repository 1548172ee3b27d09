import { expect, it } from "vitest";
import type { Order } from "../../../../src/domain/order.ts";
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

  it("are narrowed down and read page by page as any list", async () => {
    const [a, b] = [partlyPaid("a"), partlyPaid("b")];
    const other = order("c");
    await insert(store(), a, b, other);
    const list = async (filter: object, page = {}) => {
      const { items, nextCursor } = await store().listOrders(
        { partlyPaid: true, ...filter },
        { limit: 9, ...page },
      );
      return { ids: items.map(({ id }) => id), nextCursor };
    };
    const idsOf = async (filter: object) => (await list(filter)).ids;
    expect(await idsOf({ q: a.id })).toEqual([a.id]);
    expect(await idsOf({ q: other.id })).toEqual([]);
    expect(await idsOf({ status: "open" })).toEqual([b.id, a.id]);
    expect(await idsOf({ status: "paid" })).toEqual([]);
    expect(await idsOf({ createdFrom: T0 })).toEqual([b.id, a.id]);
    expect(await idsOf({ createdFrom: T0 + 1 })).toEqual([]);
    const first = await list({}, { limit: 1 });
    expect(first.ids).toEqual([b.id]);
    const second = await list({}, { limit: 1, cursor: first.nextCursor });
    expect(second).toEqual({ ids: [a.id], nextCursor: null });
  });
}
