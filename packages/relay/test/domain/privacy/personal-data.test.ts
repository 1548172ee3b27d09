import { describe, expect, it } from "vitest";
import { ERASED } from "../../../src/domain/privacy/erase-fields.ts";
import {
  eraseObservation,
  eraseOrder,
  eraseRefund,
  eraseUnmatchedPayment,
} from "../../../src/domain/privacy/personal-data.ts";
import {
  isWorthless,
  whyNotErasable,
} from "../../../src/domain/privacy/when.ts";
import { orderStatus } from "../../../src/domain/order.ts";
import type { Observation } from "../../../src/domain/observation.ts";
import type { Order } from "../../../src/domain/order.ts";
import type { Refund } from "../../../src/domain/refund.ts";
import { expecting } from "../../support/expecting.ts";
import {
  KES_2500,
  T0,
  aRefund,
  anAttempt,
  anOrder,
  anUnmatchedPayment,
  seen,
} from "../fixtures.ts";

/** Paths of the leaves that differ, or are gone. */
function changedPaths(before: unknown, after: unknown, path = ""): string[] {
  if (typeof before !== "object" || before === null)
    return before === after ? [] : [path];
  if (typeof after !== "object" || after === null) return [path];
  return Object.entries(before).flatMap(([name, value]) =>
    changedPaths(
      value,
      (after as Record<string, unknown>)[name],
      path === "" ? name : `${path}.${name}`,
    ),
  );
}

const withFacts = (...observations: Observation[]): Order =>
  anOrder({
    expiredAt: T0 + 3_600_000,
    attempts: [anAttempt(observations)],
  });

describe("an erased order", () => {
  it("has lost what is about the payer, and nothing else", () => {
    const order = {
      ...withFacts(seen.accepted(), seen.payerAnswered()),
      customer: {
        name: "Wanjiku",
        email: "w@example.com",
        phone: "0712345678",
      },
      returnUrl: "https://shop.example/thanks?customer=17",
      locale: "sw",
    };
    const erased = eraseOrder(order, T0 + 5);
    expect(changedPaths(order, erased).toSorted()).toEqual([
      "attempts.0.facts.accepted.action",
      "attempts.0.plan.phone",
      "customer",
      "erasedAt",
      "returnUrl",
    ]);
    expect(orderStatus(erased)).toBe(orderStatus(order));
    expect(eraseOrder(erased, T0 + 9)).toEqual(erased);
  });

  it("keeps what leads a payer's paybill notice to it", () => {
    const action = { type: "paybill", shortCode: "1", account: "A" } as const;
    const told: Observation = { kind: "accepted", at: T0, action };
    expect(eraseObservation(told)).toEqual(told);
  });

  it("loses fields that this version does not know", () => {
    const newer = { ...anOrder(), passport: "A1" };
    expect(eraseOrder(newer, T0)).not.toHaveProperty("passport");
  });
});

it("an erased refund has no phone and no reason", () => {
  const refund = aRefund();
  expect(changedPaths(refund, eraseRefund(refund))).toEqual([
    "plan.phone",
    "plan.reason",
  ]);
  expect(eraseRefund(refund).plan.phone).toBe(ERASED);
});

it("an erased unmatched payment keeps its receipt and amount", () => {
  const payment = anUnmatchedPayment({
    dismissed: { note: "Wanjiku called", at: T0 },
    assigned: { orderId: "ord_1", attemptId: "a1", at: T0 },
  });
  expect(eraseUnmatchedPayment(payment)).toEqual({
    ...payment,
    account: null,
    phone: null,
    payerName: null,
    dismissed: { note: "erased", at: T0 },
    raw: new Uint8Array(),
  });
});

const succeeded: Observation = {
  kind: "succeeded",
  at: T0 + 30_000,
  amount: KES_2500,
  receipt: "SKL7X2Q9WD",
};
const unresolved: Observation = { kind: "unresolved", at: T0 + 300_000_000 };
const LATER = T0 + 100 * 86_400_000;

describe("an order's personal data may be erased", () => {
  type Given = readonly [Order, ...Refund[]];
  const again = [anAttempt([succeeded]), anAttempt([], { id: "second" })];
  const success = { seq: 1, at: T0, receipt: null, amountKnown: true };

  it.each([
    ...expecting<Given, string | null>(null, {
      "when it is paid": [withFacts(succeeded)],
      "when it is expired": [withFacts(seen.refused())],
      "when it is cancelled": [anOrder({ cancelledAt: T0 })],
      "when nobody asks for a result any more": [
        withFacts(seen.accepted(), unresolved),
      ],
      "when its refund was paid": [
        withFacts(succeeded),
        aRefund({}, { success }),
      ],
    }),
    ...expecting<Given, string | null>("order_open", {
      "not while it can be paid": [anOrder()],
      "not while it can be paid again": [
        anOrder({ attempts: [anAttempt([seen.refused()])] }),
      ],
    }),
    ...expecting<Given, string | null>("attempt_alive", {
      "not while a prompt is open": [withFacts(seen.accepted())],
      "not while a second payment may come": [anOrder({ attempts: again })],
    }),
    ...expecting<Given, string | null>("refund_open", {
      "not while a refund is under way": [withFacts(succeeded), aRefund()],
    }),
  ])("%s", (_when, [order, ...refunds], expected) => {
    expect(whyNotErasable(order, refunds)).toBe(expected);
  });
});

describe("an order is worth nothing any more", () => {
  const one = { value: 1, currency: "KES" };

  it.each<[string, Order]>([
    ["when nobody tried to pay it", anOrder({ expiredAt: T0 })],
    ["when it was cancelled", anOrder({ cancelledAt: T0 })],
    ["when all payments failed", withFacts(seen.refused())],
  ])("%s", (_when, order) => {
    expect(isWorthless(order, [], LATER)).toBe(true);
  });

  it.each<[string, Order, Refund?]>([
    ["before its time", anOrder({ expiredAt: LATER })],
    ["while it is open", anOrder()],
    ["when it was paid", withFacts(succeeded)],
    ["when a part was paid", withFacts(seen.payment(0, 1, "R1"))],
    ["when another amount was paid", withFacts({ ...succeeded, amount: one })],
    [
      "when a receipt is disputed",
      withFacts(seen.refused(), { kind: "receipt_disputed", at: T0 }),
    ],
    ["with an open end", withFacts(seen.accepted(), unresolved)],
    ["with a refund", withFacts(seen.refused()), aRefund()],
  ])("not %s", (_when, order, ...refunds) => {
    const known = refunds.filter((refund) => refund !== undefined);
    expect(isWorthless(order, known, LATER)).toBe(false);
  });
});
