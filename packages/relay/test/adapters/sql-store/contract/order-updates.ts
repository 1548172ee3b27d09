import { describe, expect, it } from "vitest";
import { orderStatus } from "../../../../src/domain/order.ts";
import type { Order } from "../../../../src/domain/order.ts";
import { seen } from "../../../domain/fixtures.ts";
import { insert, learned, order, withAttempt, withStore } from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

/** A transaction that has read an order writes what is different. */
export function describeOrderUpdates(makeDatabase: MakeDatabase): void {
  const { store } = withStore(makeDatabase);
  const two = (): Order =>
    withAttempt(withAttempt(order("update"), [seen.refused(5)]), [
      seen.accepted(),
    ]);
  const updateAfterRead = (next: Order): Promise<void> =>
    store().transaction(async (tx) => {
      await tx.getOrder(next.id);
      await tx.updateOrder(next);
    });

  const CHANGES: readonly (readonly [
    name: string,
    change: (stored: Order) => Partial<Order>,
  ])[] = [
    ["nothing", () => ({})],
    ["the version alone", ({ version }) => ({ version: version + 1 })],
    ["the reference", () => ({ reference: "ORD-OTHER" })],
    ["a fact of the order", () => ({ expiredAt: 7 })],
    [
      "a fact of the last attempt that no page sees",
      (stored) => ({
        ...learned(stored, seen.pending(9)),
        version: stored.version,
      }),
    ],
    [
      "a fact that pays the order, with its version",
      (stored) => learned(stored, seen.succeeded()),
    ],
    ["another attempt", (stored) => withAttempt(stored)],
    [
      "a fact of the first attempt",
      (stored) => ({
        attempts: stored.attempts.map((attempt, at) =>
          at === 0
            ? { ...attempt, facts: { ...attempt.facts, unresolved: true } }
            : attempt,
        ),
      }),
    ],
  ];

  it.each(CHANGES)("store %s", async (_name, change) => {
    const stored = two();
    await insert(store(), stored);
    const next = await store().transaction(async (tx) => {
      const before = await tx.getOrder(stored.id);
      if (before === undefined) throw new Error("the order is stored");
      const after = { ...before, ...change(before) };
      await tx.updateOrder(after);
      // What is known of the order is what was written last.
      await tx.updateOrder(after);
      expect(await tx.getOrder(stored.id)).toEqual(after);
      return after;
    });
    expect(await store().getOrder(stored.id)).toEqual(next);
    const status = orderStatus(next);
    const { items } = await store().listOrders({ status }, { limit: 10 });
    expect(items.map(({ id }) => id)).toContain(stored.id);
  });

  it.each([
    [
      "an older version",
      () => ({ version: two().version - 2 }),
      "version_conflict",
    ],
    [
      "a version too many",
      () => ({ version: two().version + 2 }),
      "version_conflict",
    ],
    ["no attempts", () => ({ attempts: [] }), "version_conflict"],
    [
      "attempts in other places",
      ({ attempts }: Order) => ({ attempts: attempts.toReversed() }),
      "constraint",
    ],
  ] as const)("refuse %s", async (_name, change, code) => {
    const stored = two();
    await insert(store(), stored);
    await expect(
      updateAfterRead({ ...stored, ...change(stored) }),
    ).rejects.toMatchObject({ name: "StoreError", code });
    expect(await store().getOrder(stored.id)).toEqual(stored);
  });

  describe("of an order that the same transaction inserted", () => {
    it("store its first attempt", async () => {
      const stored = order("fresh");
      const next = withAttempt(stored, [seen.accepted()]);
      await store().transaction(async (tx) => {
        await tx.insertOrder(stored);
        await tx.updateOrder(next);
      });
      expect(await store().getOrder(stored.id)).toEqual(next);
    });
  });
}
