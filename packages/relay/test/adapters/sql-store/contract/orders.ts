import { describe, expect, it } from "vitest";
import { NO_FACTS } from "../../../../src/domain/attempt.ts";
import type { Attempt } from "../../../../src/domain/attempt.ts";
import type { Order } from "../../../../src/domain/order.ts";
import { KES_2500, seen } from "../../../domain/fixtures.ts";
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

/** Every field filled, so that one that is not stored shows. */
function fullOrder(): Order {
  const attempt: Attempt = {
    plan: {
      id: "7B0C0B0E-52B2-4F0C-9D59-0A3C5F7D0001",
      orderId: orderId("full"),
      method: "card",
      provider: "flexpay",
      amount: { value: Number.MAX_SAFE_INTEGER, currency: "UGX" },
      phone: null,
      createdAt: T0 + 1,
      promptExpiresAt: T0 + 2,
      deadlineAt: T0 + 3,
      absentAfterMs: 20_000,
      payerReference: "AB2CD3EF4G",
    },
    facts: {
      accepted: {
        at: T0 + 5,
        action: { type: "redirect", url: "https://pay.example/1?a=ü" },
      },
      submitUnknownAt: 1,
      payerAnswered: true,
      success: { at: T0 + 6, seq: 5, receipt: "SKL7X2Q9WD", amountKnown: true },
      mismatch: { at: T0 + 7, seq: 6, receipt: null, amountKnown: true },
      transfer: { at: T0 + 7, seq: 7, reference: "TXN-16820000-AB1C2D3E" },
      payments: [
        {
          at: T0 + 4,
          seq: 8,
          receipt: "SKL7X2Q9WE",
          amount: { value: 5, currency: "UGX" },
        },
      ],
      refusal: { at: T0 + 8, seq: 9, status: "failed", code: "wrong_pin" },
      timedOutFirstAt: T0 + 9,
      timedOutLastAt: T0 + 10,
      pendingLastAt: T0 + 11,
      notFoundFirstAt: null,
      notFoundLastAt: T0 + 12,
      absentForMs: 6,
      deadlinePassed: true,
      cancelRequestedAt: T0 + 13,
      cancelSeq: 4,
      deadlineSeq: 3,
      timedOutSeq: 2,
      pendingSince: 3,
      timedOutSince: 1,
      askedSince: 4,
      amountDisputed: true,
      receiptDisputed: true,
      unresolved: true,
    },
  };
  return {
    ...order("full"),
    version: 7,
    lines: [
      {
        sku: "CUP'; drop table orders; --",
        name: "Kikombe cha kahawa ☕ \u0000 end",
        quantity: 3,
        unitAmount: KES_2500,
        amount: { value: 750_000, currency: "KES" },
        imageUrl: "https://shop.example/cup.png",
        maxQuantity: 9,
      },
    ],
    source: { type: "payment_link", paymentLink: "pl_AAAAAAAAAAAAAAAAAAAAAA" },
    expiredAt: T0 + 14,
    cancelledAt: T0 + 15,
    tokenEpoch: 3,
    origin: null,
    returnUrl: "https://shop.example/thanks",
    locale: "sw-KE",
    customer: {
      name: "Wanjikũ",
      email: "w@example.com",
      phone: "254712345678",
    },
    attempts: [attempt],
  };
}

export function describeOrders(make: MakeDatabase): void {
  const { store } = withStore(make);

  describe("orders", () => {
    it("come back as they were stored, with every field", async () => {
      const full = fullOrder();
      await insert(store(), full);
      expect(await store().getOrder(full.id)).toEqual(full);
      const inside = await store().transaction((tx) => tx.getOrder(full.id));
      expect(inside).toEqual(full);
    });

    it("come back with empty optional parts left out", async () => {
      const plain = order("plain", { customer: {} });
      await insert(store(), plain);
      expect(await store().getOrder(plain.id)).toEqual(plain);
    });

    it("are undefined when unknown", async () => {
      const unknown = orderId("unknown");
      expect(await store().getOrder(unknown)).toBeUndefined();
      expect(
        await store().transaction((tx) => tx.getOrder(unknown)),
      ).toBeUndefined();
    });

    it("can't be inserted twice", async () => {
      await insert(store(), order("twice"));
      await expect(
        insert(store(), order("twice", { reference: "OTHER" })),
      ).rejects.toMatchObject({ name: "StoreError", code: "constraint" });
      const stored = await store().getOrder(orderId("twice"));
      expect(stored?.reference).toBe(order("twice").reference);
    });

    it("are written whole by an update", async () => {
      const first = order("whole");
      await insert(store(), first);
      const second: Order = {
        ...fullOrder(),
        id: first.id,
        version: 2,
        attempts: [],
      };
      await store().transaction((tx) => tx.updateOrder(second));
      expect(await store().getOrder(first.id)).toEqual(second);
    });

    it("take the stored version, for what nobody outside can see", async () => {
      const first = withAttempt(order("same"));
      await insert(store(), first);
      const more = { ...learned(first, seen.pending(5)), version: 2 };
      await store().transaction((tx) => tx.updateOrder(more));
      expect(await store().getOrder(first.id)).toEqual(more);
    });

    it.each([
      ["older", 2],
      ["further ahead", 5],
    ])("refuse a version that is %s", async (_what, version) => {
      const stored = order("versions", { version: 3 });
      await insert(store(), stored);
      await expect(
        store().transaction((tx) =>
          tx.updateOrder({ ...stored, version, reference: "CHANGED" }),
        ),
      ).rejects.toMatchObject({ name: "StoreError", code: "version_conflict" });
      expect(await store().getOrder(stored.id)).toEqual(stored);
    });

    it("refuse an update of an order that is not stored", async () => {
      await expect(
        store().transaction((tx) => tx.updateOrder(order("nowhere"))),
      ).rejects.toMatchObject({ code: "version_conflict" });
      expect(await store().getOrder(orderId("nowhere"))).toBeUndefined();
    });

    it("refuse a document that could not be read back", async () => {
      const broken = order("broken", {
        amount: { value: Number.NaN, currency: "KES" },
      });
      await expect(insert(store(), broken)).rejects.toMatchObject({
        name: "StoreError",
        code: "invalid_document",
      });
      expect(await store().getOrder(broken.id)).toBeUndefined();
    });
  });

  describe("attempts", () => {
    it("keep their order and learn in place", async () => {
      const none = order("learn");
      const one = withAttempt(none, [seen.refused(5)]);
      const two = withAttempt(one, [seen.accepted()]);
      const paid = learned(two, seen.succeeded());
      await insert(store(), none);
      for (const next of [one, two, paid])
        await store().transaction((tx) => tx.updateOrder(next));
      expect(await store().getOrder(none.id)).toEqual(paid);
    });

    it("may come with the insert", async () => {
      const both = withAttempt(withAttempt(order("insert")));
      await insert(store(), both);
      expect(await store().getOrder(both.id)).toEqual(both);
    });

    it("are found by their id in any letter case, with the whole order", async () => {
      const id = "9f3A0C0e-52B2-4f0c-9d59-0a3c5f7dABCD";
      const found = withAttempt(
        withAttempt(order("case")),
        [seen.accepted()],
        id,
      );
      await insert(store(), found, withAttempt(order("other")));
      for (const spelling of [id, id.toLowerCase(), id.toUpperCase()])
        expect(await store().findOrderByAttempt(spelling)).toEqual(found);
      expect(await store().findOrderByAttempt(`${id}0`)).toBeUndefined();
    });

    it("can't differ by letter case alone", async () => {
      const first = withAttempt(order("a"), [], "abc-1");
      await insert(store(), first);
      await expect(
        insert(store(), withAttempt(order("b"), [], "ABC-1")),
      ).rejects.toMatchObject({ code: "constraint" });
    });

    it("stay with their order", async () => {
      const first = withAttempt(order("mine"), [seen.accepted()], "attempt-1");
      await insert(store(), first, order("thief"));
      await expect(
        store().transaction((tx) =>
          tx.updateOrder(withAttempt(order("thief"), [], "attempt-1")),
        ),
      ).rejects.toMatchObject({ code: "constraint" });
      expect(await store().findOrderByAttempt("attempt-1")).toEqual(first);
      expect(await store().getOrder(orderId("thief"))).toEqual(order("thief"));
    });

    it("can't be dropped", async () => {
      const stored = withAttempt(order("keep"), [seen.accepted()]);
      await insert(store(), stored);
      const dropped = { ...stored, version: 3, attempts: [] };
      await expect(
        store().transaction((tx) => tx.updateOrder(dropped)),
      ).rejects.toMatchObject({ code: "version_conflict" });
      expect(await store().getOrder(stored.id)).toEqual(stored);
    });

    it("can't be exchanged", async () => {
      const stored = withAttempt(order("swap"), [seen.accepted()], "first");
      await insert(store(), stored);
      const swapped = {
        ...withAttempt(order("swap"), [], "second"),
        version: 3,
      };
      await expect(
        store().transaction((tx) => tx.updateOrder(swapped)),
      ).rejects.toMatchObject({ code: "constraint" });
      expect(await store().getOrder(stored.id)).toEqual(stored);
    });

    it("can't change places", async () => {
      const stored = withAttempt(withAttempt(order("place")));
      await insert(store(), stored);
      const turned = {
        ...stored,
        version: stored.version + 1,
        attempts: stored.attempts.toReversed(),
      };
      await expect(
        store().transaction((tx) => tx.updateOrder(turned)),
      ).rejects.toMatchObject({ code: "constraint" });
      expect(await store().getOrder(stored.id)).toEqual(stored);
    });

    it("refuse facts that could not be read back", async () => {
      const broken = withAttempt(order("facts"));
      const [attempt] = broken.attempts;
      if (attempt === undefined) throw new Error("there is one attempt");
      const facts = { ...NO_FACTS, pendingLastAt: 1.5 };
      await expect(
        insert(store(), { ...broken, attempts: [{ ...attempt, facts }] }),
      ).rejects.toMatchObject({ code: "invalid_document" });
    });
  });
}
