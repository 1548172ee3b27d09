import { describe, expect, it } from "vitest";
import type { Observation } from "../../src/domain/observation.ts";
import { openBalanceOf } from "../../src/domain/order.ts";
import type { Order } from "../../src/domain/order.ts";
import type { AttemptFacts } from "../../src/domain/attempt.ts";
import { orderAlerts } from "../../src/domain/alert-causes.ts";
import { sumRefunds } from "../../src/domain/order-money.ts";
import {
  attentionOf,
  needsPerson,
  settleOrder,
} from "../../src/domain/resolution.ts";
import { T0, aRefund, anAttempt, anOrder, seen } from "./fixtures.ts";

const kes = (value: number) => ({ value, currency: "KES" });

const withAttempts = (
  ...attempts: readonly (readonly Observation[])[]
): Order =>
  anOrder({
    attempts: attempts.map((each, place) =>
      anAttempt(each, { id: `attempt-${String(place)}` }),
    ),
  });

/** Paid with this much of KES 2,500 that may be paid in parts. */
const partly = (changes: Partial<Order>, ...values: number[]): Order =>
  anOrder({
    payment: "partial",
    attempts: values.map((value, place) =>
      anAttempt([seen.payment(10 + place, value, `R${String(place)}`)], {
        id: `part-${String(place)}`,
        takesParts: true,
      }),
    ),
    ...changes,
  });

const settled = (order: Order): Order => settleOrder(order, "done", T0);

const SENT: Partial<AttemptFacts> = {};
const PAID: Partial<AttemptFacts> = {
  success: { at: T0 + 90_000, seq: 1, receipt: "P1", amountKnown: true },
};
const FAILED: Partial<AttemptFacts> = {
  refusal: { at: T0 + 90_000, seq: 1, status: "failed", code: null },
};

/** With refunds that were requested so many seconds after the order. */
const refunded = (
  order: Order,
  ...refunds: readonly [number, number, Partial<AttemptFacts>][]
): Order => ({
  ...order,
  refunds: sumRefunds(
    order,
    refunds.map(([s, value, facts]) =>
      aRefund({ amount: kes(value), createdAt: T0 + s * 1_000 }, facts),
    ),
  ),
});

const twice = withAttempts([seen.succeeded()], [seen.succeeded()]);
const unanswered = withAttempts([seen.unresolved()]);

describe("what needs a person", () => {
  it.each<[string, Order, object]>([
    ["nothing of a new order", anOrder(), { review: false, overpaid: false }],
    [
      "nothing of a paid one",
      withAttempts([seen.succeeded()]),
      { review: false, overpaid: false },
    ],
    ["what was paid twice", twice, { review: false, overpaid: true }],
    ["what has no result", unanswered, { review: true, overpaid: false }],
    [
      "parts of an order that has expired",
      partly({ expiredAt: T0 + 90_000 }, 100_000),
      { review: true, overpaid: false },
    ],
    [
      "more than was due",
      partly({}, 100_000, 200_000),
      { review: false, overpaid: true },
    ],
  ])("is %s, until somebody has settled it", (_what, order, expected) => {
    expect(attentionOf(order)).toEqual(expected);
    expect(needsPerson(order)).toBe(Object.values(expected).includes(true));
    expect(needsPerson(settled(order))).toBe(false);
  });

  it.each<[string, Order, Order, object]>([
    [
      "another payment that is too much",
      settled(twice),
      withAttempts([seen.succeeded()], [seen.succeeded()], [seen.succeeded()]),
      { review: false, overpaid: true },
    ],
    [
      "another attempt without a result",
      settled(unanswered),
      withAttempts([seen.unresolved()], [seen.unresolved()]),
      { review: true, overpaid: false },
    ],
    [
      "another part of a closed order",
      settled(partly({ expiredAt: T0 + 90_000 }, 100_000)),
      partly({ expiredAt: T0 + 90_000 }, 100_000, 50_000),
      { review: true, overpaid: false },
    ],
  ])("is %s, whatever was settled before", (_what, before, after, expected) => {
    const { resolution } = before;
    expect(attentionOf({ ...after, resolution })).toEqual(expected);
  });
});

describe("a surplus that is sent back", () => {
  it.each<[string, Order, boolean]>([
    ["all is paid back", refunded(twice, [60, 250_000, PAID]), false],
    ["all is on its way", refunded(twice, [60, 250_000, SENT]), false],
    ["the refund failed", refunded(twice, [60, 250_000, FAILED]), true],
    ["some is left", refunded(twice, [60, 200_000, PAID]), true],
    [
      "two refunds make it up",
      refunded(twice, [60, 200_000, PAID], [70, 50_000, SENT]),
      false,
    ],
    [
      "the goods were refunded before the second payment came",
      refunded(twice, [10, 250_000, PAID]),
      true,
    ],
  ])("needs a person or not: %s", (_what, order, expected) => {
    expect(attentionOf(order)).toEqual({ review: false, overpaid: expected });
  });

  it("is not settled by a refund that failed later", () => {
    const before = settled(refunded(twice, [60, 200_000, SENT]));
    expect(needsPerson(before)).toBe(false);
    expect(needsPerson(refunded(before, [60, 200_000, PAID]))).toBe(false);
    expect(needsPerson(refunded(before, [60, 200_000, FAILED]))).toBe(true);
    expect(needsPerson(refunded(settled(twice), [60, 200_000, FAILED]))).toBe(
      false,
    );
  });

  it("stays settled as it was before it was recorded what was left", () => {
    const resolution = { note: "done", at: T0, issues: ["surplus 250000"] };
    expect(needsPerson({ ...twice, resolution })).toBe(false);
  });

  it("is told of when it comes back, and not when it goes", () => {
    const [sent, failed] = [SENT, FAILED].map((facts) =>
      refunded(twice, [60, 250_000, facts]),
    ) as [Order, Order];
    expect(orderAlerts(sent, failed)).toMatchObject([
      { type: "order.review", about: { flags: ["overpaid"] } },
    ]);
    expect(orderAlerts(failed, sent)).toEqual([]);
    const again = withAttempts(
      [seen.succeeded()],
      [seen.succeeded()],
      [seen.succeeded()],
    );
    const { resolution } = settled(twice);
    expect(orderAlerts(settled(twice), { ...again, resolution })).toHaveLength(
      1,
    );
  });
});

it("keeps what was settled before", () => {
  const first = settleOrder(twice, "Kept as a tip", T0);
  const second = settleOrder(first, "Sent back", T0 + 1);
  expect(settleOrder(second, "Asked them", T0 + 2)).toMatchObject({
    resolution: { note: "Asked them" },
    earlierResolutions: [{ note: "Kept as a tip" }, { note: "Sent back" }],
  });
});

describe("openBalanceOf", () => {
  const owed = { paid: kes(100_000), due: kes(150_000) };
  it.each<[string, Order, object | undefined]>([
    ["a part", partly({}, 100_000), owed],
    ["two parts", partly({}, 60_000, 40_000), owed],
    ["nothing", partly({}), undefined],
    ["all", partly({}, 100_000, 150_000), undefined],
    ["a part, and expired", partly({ expiredAt: T0 }, 100_000), undefined],
    ["a part, and cancelled", partly({ cancelledAt: T0 }, 100_000), undefined],
    ["a part, sent back", partly({ partsReturned: true }, 100_000), undefined],
    [
      "too little of an exact order",
      withAttempts([seen.payment(10, 100_000)]),
      undefined,
    ],
  ])("is what is still awaited: %s", (_what, order, expected) => {
    expect(openBalanceOf(order)).toEqual(expected);
  });

  it("stays while the rest is being paid", () => {
    const [paid] = partly({}, 100_000).attempts;
    const asked = anAttempt([seen.accepted()], { id: "rest" });
    const order = partly({ attempts: paid === undefined ? [] : [paid, asked] });
    expect(openBalanceOf(order)).toEqual(owed);
  });
});
