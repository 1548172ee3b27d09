import { describe, expect, it } from "vitest";
import { NO_FACTS } from "../../../../src/domain/attempt.ts";
import type { Attempt } from "../../../../src/domain/attempt.ts";
import type { Order } from "../../../../src/domain/order.ts";
import { KES_2500, seen } from "../../../domain/fixtures.ts";
import {
  expectRefusal,
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
  const { store, change, update } = withStore(make);
  const stored = (name: string) => store().getOrder(orderId(name));

  describe("orders", () => {
    it.each([
      ["with every field", fullOrder()],
      ["with empty optional parts left out", order("plain", { customer: {} })],
    ])("come back as they were stored, %s", async (_what, written) => {
      await insert(store(), written);
      expect(await store().getOrder(written.id)).toEqual(written);
      const inside = await change((tx) => tx.getOrder(written.id));
      expect(inside).toEqual(written);
    });

    it("are undefined when unknown", async () => {
      const unknown = orderId("unknown");
      expect(await store().getOrder(unknown)).toBeUndefined();
      expect(await change((tx) => tx.getOrder(unknown))).toBeUndefined();
    });

    it("can't be inserted twice", async () => {
      await insert(store(), order("twice"));
      const again = order("twice", { reference: "OTHER" });
      await expectRefusal(insert(store(), again), "constraint");
      expect(await stored("twice")).toEqual(order("twice"));
    });

    it("are written whole by an update", async () => {
      const { id } = order("whole");
      await insert(store(), order("whole"));
      const second = { ...fullOrder(), id, version: 2, attempts: [] };
      await update(second);
      expect(await stored("whole")).toEqual(second);
    });

    it("take the stored version, for what nobody outside can see", async () => {
      const first = withAttempt(order("same"));
      await insert(store(), first);
      const more = { ...learned(first, seen.pending(5)), version: 2 };
      await update(more);
      expect(await stored("same")).toEqual(more);
    });

    it.each([
      ["older", 2],
      ["further ahead", 5],
    ])("refuse a version that is %s", async (_what, version) => {
      const before = order("versions", { version: 3 });
      await insert(store(), before);
      const changed = { ...before, version, reference: "CHANGED" };
      await expectRefusal(update(changed), "version_conflict");
      expect(await stored("versions")).toEqual(before);
    });

    it("refuse an update of an order that is not stored", async () => {
      await expectRefusal(update(order("nowhere")), "version_conflict");
      expect(await stored("nowhere")).toBeUndefined();
    });

    it("refuse a document that could not be read back", async () => {
      const amount = { value: Number.NaN, currency: "KES" };
      const broken = order("broken", { amount });
      await expectRefusal(insert(store(), broken), "invalid_document");
      expect(await stored("broken")).toBeUndefined();
    });
  });

  describe("attempts", () => {
    it("keep their order and learn in place, and may come with the insert", async () => {
      const one = withAttempt(order("learn"), [seen.refused(5)]);
      const two = withAttempt(one, [seen.accepted()]);
      await insert(store(), one);
      for (const next of [two, learned(two, seen.succeeded())]) {
        await update(next);
        expect(await stored("learn")).toEqual(next);
      }
    });

    it("are found by their id in any letter case, with the whole order", async () => {
      const id = "9f3A0C0e-52B2-4f0c-9d59-0a3c5f7dABCD";
      const before = withAttempt(order("case"));
      const found = withAttempt(before, [seen.accepted()], id);
      await insert(store(), found, withAttempt(order("other")));
      for (const spelling of [id, id.toLowerCase(), id.toUpperCase()])
        expect(await store().findOrderByAttempt(spelling)).toEqual(found);
      expect(await store().findOrderByAttempt(`${id}0`)).toBeUndefined();
    });

    it("stay with their order, and can't differ by letter case alone", async () => {
      const first = withAttempt(order("mine"), [seen.accepted()], "abc-1");
      await insert(store(), first, order("thief"));
      for (const id of ["abc-1", "ABC-1"]) {
        const stolen = withAttempt(order("thief"), [], id);
        await expectRefusal(update(stolen), "constraint");
      }
      expect(await store().findOrderByAttempt("abc-1")).toEqual(first);
      expect(await stored("thief")).toEqual(order("thief"));
    });

    it.each<
      [string, (before: Order) => Order, "version_conflict" | "constraint"]
    >([
      [
        "dropped",
        (before) => ({ ...before, attempts: [] }),
        "version_conflict",
      ],
      [
        "exchanged",
        ({ version }) => {
          const other = withAttempt(
            withAttempt(order("keep"), [], "3"),
            [],
            "4",
          );
          return { ...other, version };
        },
        "constraint",
      ],
      [
        "put in another order",
        (before) => ({ ...before, attempts: before.attempts.toReversed() }),
        "constraint",
      ],
    ])("can't be %s", async (_what, changed, code) => {
      const one = withAttempt(order("keep"), [seen.accepted()], "1");
      const before = withAttempt(one, [], "2");
      await insert(store(), before);
      const next = changed({ ...before, version: before.version + 1 });
      await expectRefusal(update(next), code);
      expect(await stored("keep")).toEqual(before);
    });

    it("refuse facts that could not be read back", async () => {
      const broken = withAttempt(order("facts"));
      const facts = { ...NO_FACTS, pendingLastAt: 1.5 };
      const attempts = broken.attempts.map((each) => ({ ...each, facts }));
      const inserted = insert(store(), { ...broken, attempts });
      await expectRefusal(inserted, "invalid_document");
    });
  });
}
