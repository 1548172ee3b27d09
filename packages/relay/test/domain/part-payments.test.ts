import { describe, expect, it } from "vitest";
import { attemptStatus } from "../../src/domain/attempt.ts";
import type { AttemptPlan } from "../../src/domain/attempt.ts";
import type { Observation } from "../../src/domain/observation.ts";
import { paidState } from "../../src/domain/order-money.ts";
import {
  holdsForReview,
  orderFlags,
  orderOutcome,
  orderStatus,
} from "../../src/domain/order.ts";
import type { Order } from "../../src/domain/order.ts";
import { linkUseOf } from "../../src/domain/link-use.ts";
import {
  amountDue,
  amountPaid,
  depositOf,
  isPartPaid,
  partsOf,
} from "../../src/domain/part-payments.ts";
import { KES_2500, T0, anAttempt, anOrder, seen } from "./fixtures.ts";

const ASKS_FOR: Partial<AttemptPlan> = {
  id: "paybill",
  method: "paybill",
  phone: null,
  takesParts: true,
};

const byBill = (
  learned: readonly Observation[],
  changes: Partial<AttemptPlan> = {},
) => anAttempt(learned, { ...ASKS_FOR, ...changes });

const partial = (changes: Partial<Order>): Order =>
  anOrder({ payment: "partial", ...changes });

const FLAGS = { late: false, overpaid: false, review: false };
const kes = (value: number) => ({ value, currency: "KES" });

describe("an order that takes parts", () => {
  it.each<[string, Order, object]>([
    [
      "nothing yet",
      partial({}),
      { status: "open", paid: 0, due: 250_000, flags: FLAGS },
    ],
    [
      "a part, by paybill",
      partial({ attempts: [byBill([seen.payment(30, 100_000)])] }),
      { status: "open", paid: 100_000, due: 150_000, flags: FLAGS },
    ],
    [
      "a part, by a transfer",
      partial({
        attempts: [
          byBill([seen.matched(), seen.succeeded(30, kes(100_000))], {
            method: "flexpay",
          }),
        ],
      }),
      { status: "open", paid: 100_000, due: 150_000, flags: FLAGS },
    ],
    [
      "two parts to one account",
      partial({
        attempts: [
          byBill([
            seen.payment(30, 100_000, "A"),
            seen.payment(60, 50_000, "B"),
          ]),
        ],
      }),
      { status: "open", paid: 150_000, due: 100_000, flags: FLAGS },
    ],
    [
      "a part, and an attempt for the rest",
      partial({
        attempts: [
          byBill([seen.payment(30, 100_000)]),
          anAttempt([seen.accepted()], { amount: kes(150_000) }),
        ],
      }),
      { status: "pending", paid: 100_000, due: 150_000, flags: FLAGS },
    ],
    [
      "a part, and the rest by another method",
      partial({
        attempts: [
          byBill([seen.payment(30, 100_000)]),
          anAttempt([seen.succeeded(60)], { amount: kes(150_000) }),
        ],
      }),
      { status: "paid", paid: 250_000, due: 0, flags: FLAGS },
    ],
    [
      "a part, and the rest long after the attempt's own time",
      partial({
        attempts: [
          byBill([
            seen.payment(30, 100_000, "A"),
            seen.payment(80_000, 150_000, "B"),
          ]),
        ],
        expiresAt: T0 + 86_400_000,
      }),
      { status: "paid", paid: 250_000, due: 0, flags: FLAGS },
    ],
    [
      "too much at once",
      partial({ attempts: [byBill([seen.payment(30, 250_001)])] }),
      {
        status: "paid",
        paid: 250_001,
        due: 0,
        flags: { ...FLAGS, overpaid: true },
      },
    ],
    [
      "a part after it was paid",
      partial({
        attempts: [
          byBill([seen.payment(60, 1, "LATE")]),
          anAttempt([seen.succeeded(40)]),
        ],
      }),
      {
        status: "paid",
        paid: 250_001,
        due: 0,
        flags: { ...FLAGS, overpaid: true },
      },
    ],
    [
      "a part, and then it expires",
      partial({
        attempts: [byBill([seen.payment(30, 100_000)])],
        expiredAt: T0 + 3_600_000,
      }),
      {
        status: "expired",
        paid: 100_000,
        due: 150_000,
        flags: { ...FLAGS, review: true },
      },
    ],
    [
      "a part, expired, and all of it sent back",
      partial({
        attempts: [byBill([seen.payment(30, 100_000)])],
        expiredAt: T0 + 3_600_000,
        partsReturned: true,
        refunds: { paid: kes(100_000), pending: kes(0) },
      }),
      { status: "expired", paid: 100_000, due: 150_000, flags: FLAGS },
    ],
    [
      "the rest after a part was sent back",
      partial({
        attempts: [
          byBill([
            seen.payment(30, 100_000, "A"),
            seen.payment(90, 150_000, "B"),
          ]),
        ],
        cancelledAt: T0 + 60_000,
        partsReturned: true,
        refunds: { paid: kes(100_000), pending: kes(0) },
      }),
      {
        status: "cancelled",
        paid: 250_000,
        due: 0,
        flags: { ...FLAGS, review: true },
      },
    ],
    [
      "the rest after it was cancelled",
      partial({
        attempts: [
          byBill([
            seen.payment(30, 100_000, "A"),
            seen.payment(90, 150_000, "B"),
          ]),
        ],
        cancelledAt: T0 + 60_000,
      }),
      {
        status: "paid",
        paid: 250_000,
        due: 0,
        flags: { ...FLAGS, late: true },
      },
    ],
    [
      "another currency",
      partial({
        attempts: [byBill([seen.payment(30, 250_000, "A", "UGX")])],
      }),
      {
        status: "pending",
        paid: 0,
        due: 250_000,
        flags: { ...FLAGS, review: true },
      },
    ],
    [
      "a prompt that was paid with another sum",
      partial({ attempts: [anAttempt([seen.succeeded(30, kes(100_000))])] }),
      {
        status: "open",
        paid: 0,
        due: 250_000,
        flags: { ...FLAGS, review: true },
      },
    ],
  ])("%s", (_what, order, expected) => {
    expect({
      status: orderStatus(order),
      paid: amountPaid(order).value,
      due: amountDue(order).value,
      flags: orderFlags(order),
    }).toEqual(expected);
  });

  it("is paid by the part that made it up, whatever came first to this relay", () => {
    const order = partial({
      attempts: [
        byBill([seen.payment(60, 150_000, "B")]),
        anAttempt([{ ...seen.succeeded(30) }], { amount: kes(100_000) }),
      ],
    });
    expect(orderOutcome(order)).toMatchObject({
      status: "paid",
      method: "paybill",
      receipt: "B",
      amount: KES_2500,
    });
    expect(partsOf(order).map(({ received }) => received.value)).toEqual([
      100_000, 150_000,
    ]);
  });

  it("counts the greater of two sums for one receipt, and asks a person", () => {
    const order = partial({
      attempts: [
        byBill([
          seen.payment(30, 100_000, "A"),
          seen.payment(40, 120_000, "A"),
        ]),
      ],
    });
    expect(amountPaid(order).value).toBe(120_000);
    expect(orderFlags(order).review).toBe(true);
  });

  it("lets the rest be charged", () => {
    const order = partial({ attempts: [byBill([seen.payment(30, 1)])] });
    expect(isPartPaid(order)).toBe(true);
    expect(holdsForReview(order)).toBe(false);
    expect(order.attempts.map(attemptStatus)).toEqual(["succeeded"]);
  });

  it("keeps its use of a payment link until it is closed", () => {
    const order = partial({
      source: { type: "payment_link", paymentLink: "pl_A" },
      attempts: [byBill([seen.payment(30, 1)])],
    });
    expect(linkUseOf(order)).toMatchObject({ state: "pending", paidAt: null });
    expect(linkUseOf({ ...order, expiredAt: T0 })?.state).toBe("opened");
  });

  it.each([
    [0, "paid"],
    [40_000, "partly_refunded"],
    [100_000, "refunded"],
  ])("of 100,000 that came, %s back: %s", (back, state) => {
    const order = partial({ attempts: [byBill([seen.payment(30, 100_000)])] });
    expect(paidState(order, kes(back))).toBe(state);
  });
});

describe("an order of before there were parts", () => {
  it("asks for all, until it is paid", () => {
    expect(amountDue(anOrder()).value).toBe(250_000);
    const paid = anOrder({ attempts: [anAttempt([seen.succeeded()])] });
    expect(amountDue(paid).value).toBe(0);
  });

  it("is not paid by a part, nor by the parts of two attempts", () => {
    const part = (id: string) =>
      byBill([seen.payment(30, 125_000, id)], { id, takesParts: undefined });
    const order = anOrder({ attempts: [part("A"), part("B")] });
    expect(orderStatus(order)).toBe("pending");
    expect(isPartPaid(order)).toBe(false);
    expect(holdsForReview(order)).toBe(true);
  });
});

describe("depositOf", () => {
  it.each([
    [250_000, "KES", 30, 75_000],
    [99_900, "KES", 30, 30_000],
    [100_001, "KES", 50, 50_100],
    [1_500, "JPY", 33, 495],
    [700_000, "KES", 7, 49_000],
  ])("of %i %s, %i percent: %i", (value, currency, percent, expected) => {
    expect(depositOf({ value, currency }, { percent })).toEqual({
      value: expected,
      currency,
    });
  });

  it("is none where it would be all", () => {
    expect(depositOf(kes(50), { percent: 50 })).toBeUndefined();
  });
});
