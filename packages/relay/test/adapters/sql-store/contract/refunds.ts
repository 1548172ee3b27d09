import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { NO_FACTS } from "../../../../src/domain/attempt.ts";
import { joinRefund } from "../../../../src/domain/refund.ts";
import type { Refund, RefundPlan } from "../../../../src/domain/refund.ts";
import { KES_2500, seen } from "../../../domain/fixtures.ts";
import {
  expectRefusal,
  insert,
  order,
  orderId,
  T0,
  withStore,
} from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

const refund = (changes: Partial<RefundPlan> = {}): Refund => ({
  plan: {
    id: randomUUID(),
    orderId: orderId("a"),
    attemptId: randomUUID(),
    provider: "almara",
    amount: KES_2500,
    phone: "254712345678",
    reason: "Ukubwa si sahihi",
    createdAt: T0,
    ...changes,
  },
  facts: NO_FACTS,
});

export function describeRefunds(make: MakeDatabase): void {
  const { store, change, openAnother } = withStore(make);

  const put = (...refunds: Refund[]) =>
    change(async (tx) => {
      for (const each of refunds) await tx.putRefund(each);
    });

  describe("refunds", () => {
    it("come back whole, by id and by order, to another process as well", async () => {
      await insert(store(), order("a"), order("b"));
      const learned = [
        seen.submitUnknown(),
        seen.pending(20),
        seen.refused(25, "cancelled", null),
        seen.succeeded(30, KES_2500),
      ].reduce(joinRefund, refund());
      const other = refund({ orderId: orderId("b") });
      await put(learned, other);
      const { id } = learned.plan;
      expect(await store().findRefund(id)).toEqual(learned);
      expect(await (await openAnother()).findRefund(id)).toEqual(learned);
      expect(await store().listRefunds(orderId("a"))).toEqual([learned]);
      const inside = await change((tx) => tx.listRefunds(orderId("b")));
      expect(inside).toEqual([other]);
    });

    it("that there are none of are none", async () => {
      expect(await store().findRefund(randomUUID())).toBeUndefined();
      expect(await store().listRefunds(orderId("a"))).toEqual([]);
    });

    it("are listed in the order in which they began, and replaced", async () => {
      await insert(store(), order("a"));
      const late = refund({ createdAt: T0 + 5 });
      const early = refund({ createdAt: T0 - 5 });
      const accepted = joinRefund(early, seen.accepted());
      await put(late, early, accepted);
      expect(await store().listRefunds(orderId("a"))).toEqual([accepted, late]);
    });

    it("are seen by whoever reserves next: the order locks", async () => {
      await insert(store(), order("a"));
      const second = await openAnother();
      const reserve = (at: typeof second): Promise<number> =>
        at.transaction(async (tx) => {
          await tx.getOrder(orderId("a"));
          const known = await tx.listRefunds(orderId("a"));
          await tx.putRefund(refund());
          return known.length;
        });
      const both = [store(), second];
      const counts = await Promise.all([...both, ...both].map(reserve));
      expect(counts.toSorted()).toEqual([0, 1, 2, 3]);
    });

    it("belong to an order", async () => {
      await expectRefusal(put(refund()), "constraint");
    });
  });
}
