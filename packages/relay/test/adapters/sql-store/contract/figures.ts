import { describe, expect, it } from "vitest";
import { NO_FACTS } from "../../../../src/domain/attempt.ts";
import type { AttemptFacts } from "../../../../src/domain/attempt.ts";
import type { Order } from "../../../../src/domain/order.ts";
import {
  aDelivery,
  anUnmatchedPayment,
  seen,
} from "../../../domain/fixtures.ts";
import {
  insert,
  learned,
  order,
  orderId,
  T0,
  withAttempt,
  withStore,
} from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

export function describeFigures(make: MakeDatabase): void {
  const { store, change, update } = withStore(make);

  describe("the figures for operators", () => {
    it("are nothing in an empty store", async () => {
      const figures = await store().readFigures(T0);
      expect(figures).toMatchObject({
        pendingDeliveries: 0,
        deadDeliveries: 0,
        unmatchedPayments: 0,
        flaggedOrders: { review: 0, overpaid: 0 },
        refundsInReview: 0,
        undecidedTransfers: 0,
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
          await tx.insertDelivery(
            aDelivery({ id, orderId: orderId("a"), status, nextTryAt: null }),
          );
        await tx.insertUnmatchedPayment(anUnmatchedPayment());
        await tx.insertUnmatchedPayment(
          anUnmatchedPayment({ id: "R2", dismissed: { note: "x", at: T0 } }),
        );
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

    it("are the orders that need a person now, whatever they needed before", async () => {
      const flagged = async () => (await store().readFigures(T0)).flaggedOrders;
      const [review, overpaid, both, fine] = ["a", "b", "c", "d"].map((name) =>
        order(name),
      ) as [Order, Order, Order, Order];
      await insert(store(), review, overpaid, both, fine);
      const unanswered = withAttempt(review, [seen.unresolved()]);
      await update(unanswered);
      const twice = withAttempt(overpaid, [seen.succeeded()]);
      await update(twice);
      await update(withAttempt(twice, [seen.succeeded()]));
      const wrong = withAttempt(both, [seen.succeeded(), seen.refused()]);
      await update(wrong);
      await update(withAttempt(wrong, [seen.succeeded()]));
      await update(withAttempt(fine, [seen.succeeded()]));
      expect(await flagged()).toEqual({ review: 2, overpaid: 2 });
      // The provider answers after all.
      await update(learned(unanswered, seen.refused()));
      expect(await flagged()).toEqual({ review: 1, overpaid: 2 });
    });

    it("are the refunds in review and the transfers that nobody has decided about", async () => {
      const made = withAttempt(order("a"), [seen.succeeded()], "attempt");
      await insert(store(), order("a"));
      await update(made);
      const plan = {
        ...{ id: "refund", orderId: made.id, attemptId: "attempt" },
        ...{ provider: "almara", amount: made.amount, reason: "Wrong size" },
        ...{ phone: "254712345678", createdAt: T0 },
      };
      const put = (facts: AttemptFacts, since: number | null) =>
        change(async (tx) => {
          await tx.putRefund({ plan, facts });
          await tx.noteUndecidedTransfer("TXN-1", since);
        });
      const counted = async () => {
        const figures = await store().readFigures(T0);
        const filter = { attention: "refund" } as const;
        const orders = await store().listOrders(filter, { limit: 9 });
        // Counted and found alike.
        expect(orders.items).toHaveLength(figures.refundsInReview);
        return [figures.refundsInReview, figures.undecidedTransfers];
      };
      await put({ ...NO_FACTS, unresolved: true }, T0);
      await put({ ...NO_FACTS, unresolved: true }, T0 + 1);
      expect(await counted()).toEqual([1, 1]);
      await put(NO_FACTS, null);
      expect(await counted()).toEqual([0, 0]);
    });
  });
}
