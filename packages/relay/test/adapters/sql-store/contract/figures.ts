import { describe, expect, it } from "vitest";
import { insert, order, orderId, T0, withStore } from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

export function describeFigures(make: MakeDatabase): void {
  const { store } = withStore(make);

  describe("the figures for operators", () => {
    it("are nothing in an empty store", async () => {
      const figures = await store().readFigures(T0);
      expect(figures).toMatchObject({
        pendingDeliveries: 0,
        deadDeliveries: 0,
        unmatchedPayments: 0,
      });
      for (const { due, oldestDueMs } of figures.tasks)
        expect([due, oldestDueMs]).toEqual([0, 0]);
    });

    it("are what is due, what is stored, and how long the oldest has waited", async () => {
      await insert(store(), order("a"));
      const kind = "query_attempt";
      await store().transaction(async (tx) => {
        await tx.putTask({ kind, subject: "1", dueAt: T0 - 5_000 });
        await tx.putTask({ kind, subject: "2", dueAt: T0, priority: 2 });
        await tx.putTask({ kind, subject: "3", dueAt: T0 + 1 });
        for (const [id, status] of [
          ["msg_1", "pending"],
          ["msg_2", "dead"],
          ["msg_3", "dead"],
          ["msg_4", "delivered"],
        ] as const)
          await tx.insertDelivery({
            id,
            event: "order.paid",
            orderId: orderId("a"),
            payload: "{}",
            status,
            tries: 0,
            lastTryAt: null,
            lastStatus: null,
            lastError: null,
            nextTryAt: null,
            createdAt: T0,
            deliveredAt: null,
          });
        await tx.insertUnmatchedPayment({
          id: "SKL7X2Q9WD",
          provider: "almara",
          account: null,
          amount: null,
          phone: null,
          at: T0,
          raw: new Uint8Array(),
        });
      });
      const figures = await store().readFigures(T0);
      expect(figures).toMatchObject({
        pendingDeliveries: 1,
        deadDeliveries: 2,
        unmatchedPayments: 1,
      });
      expect(figures.tasks).toContainEqual({
        kind,
        due: 2,
        oldestDueMs: 5_000,
      });
    });
  });
}
