import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attemptStatus, receivedValue } from "../../src/domain/attempt.ts";
import { withSequence } from "../../src/domain/event-order.ts";
import { join } from "../../src/domain/join.ts";
import type { Observation } from "../../src/domain/observation.ts";
import { orderEvents } from "../../src/domain/order-events.ts";
import {
  orderFlags,
  orderOutcome,
  orderStatus,
} from "../../src/domain/order.ts";
import type { Order } from "../../src/domain/order.ts";
import { KES_2500, T0, anAttempt, anOrder } from "./fixtures.ts";

const amounts = fc.constantFrom(
  KES_2500,
  { value: 125_000, currency: "KES" },
  { value: 250_001, currency: "KES" },
  { value: 250_000, currency: "UGX" },
);
const receipts = fc.constantFrom("R1", "R2", "R3");

/** Without its moment. */
const said: fc.Arbitrary<(at: number) => Observation> = fc.oneof(
  fc
    .constantFrom(
      "payer_answered" as const,
      "timed_out" as const,
      "pending" as const,
      "not_found" as const,
      "deadline" as const,
      "cancel_requested" as const,
      "amount_disputed" as const,
      "unresolved" as const,
      "submit_unknown" as const,
    )
    .map((kind) => (at: number) => ({ kind, at })),
  fc.constant((at: number) => ({
    kind: "accepted" as const,
    at,
    action: null,
  })),
  fc
    .tuple(fc.option(amounts), fc.option(receipts))
    .map(([amount, receipt]) => (at: number) => ({
      kind: "succeeded" as const,
      at,
      amount,
      receipt,
    })),
  fc
    .constantFrom("failed" as const, "cancelled" as const, "expired" as const)
    .map((status) => (at: number) => ({
      kind: "refused" as const,
      at,
      status,
      code: null,
    })),
  fc.constantFrom("TXN-1", "TXN-2").map((transfer) => (at: number) => ({
    kind: "matched" as const,
    at,
    transfer,
  })),
  {
    weight: 4,
    arbitrary: fc
      .tuple(amounts, receipts)
      .map(([amount, receipt]) => (at: number) => ({
        kind: "payment" as const,
        at,
        receipt,
        amount,
      })),
  },
);

type Step = (order: Order, at: number) => Order;

const ids = ["a1", "a2", "a3"];
const start = anOrder({
  attempts: [
    anAttempt([], { id: "a1", method: "paybill", phone: null }),
    anAttempt([], {
      id: "a2",
      method: "flexpay",
      provider: "flexpay",
      phone: null,
    }),
    anAttempt([], { id: "a3" }),
  ],
});

const learns: fc.Arbitrary<Step> = fc
  .tuple(fc.constantFrom(...ids), said)
  .map(([id, say]) => (order, at) => ({
    ...order,
    attempts: order.attempts.map((attempt) =>
      attempt.plan.id === id
        ? join(attempt, withSequence(order, say(at)))
        : attempt,
    ),
  }));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: learns },
  fc.constant<Step>((order) => ({
    ...order,
    expiredAt:
      orderStatus(order) === "paid"
        ? order.expiredAt
        : (order.expiredAt ?? order.expiresAt),
  })),
);
/** Relays store one after the other, each with the time of its own clock. */
const moment = fc.integer({ min: 0, max: 7_200_000 }).map((ms) => T0 + ms);
const steps = fc.array(fc.tuple(step, moment), { maxLength: 20 });

/** Every state of the order, one after the other. */
function courseOf(list: readonly (readonly [Step, number])[]): Order[] {
  const course = [start];
  for (const [take, now] of list) {
    const before = course.at(-1) ?? start;
    course.push({ ...take(before, now), version: before.version + 1 });
  }
  return course;
}

const pairs = (course: readonly Order[]): (readonly [Order, Order])[] =>
  course.slice(1).map((after, place) => [course[place] ?? start, after]);

describe("the course of an order, whatever is learned", () => {
  it("never takes a payment back, nor how it was paid", () => {
    fc.assert(
      fc.property(steps, (list) => {
        for (const [before, after] of pairs(courseOf(list))) {
          if (orderStatus(before) === "paid") {
            expect(orderOutcome(after)).toEqual(orderOutcome(before));
          }
          if (orderFlags(before).overpaid)
            expect(orderFlags(after).overpaid).toBe(true);
          for (const [place, attempt] of before.attempts.entries()) {
            const later = after.attempts[place] ?? attempt;
            expect(receivedValue(later)).toBeGreaterThanOrEqual(
              receivedValue(attempt),
            );
            if (attemptStatus(attempt) === "succeeded")
              expect(attemptStatus(later)).toBe("succeeded");
          }
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("is told of each status once, and of a payment always", () => {
    fc.assert(
      fc.property(steps, (list) => {
        const course = courseOf(list);
        const told = pairs(course)
          .flatMap(([before, after]) => orderEvents(before, after))
          .map(({ type, once }) => `${type} ${once}`);
        const paid = told.filter((name) => name.startsWith("order.paid"));
        const isPaid = orderStatus(course.at(-1) ?? start) === "paid";
        expect(paid).toHaveLength(isPaid ? 1 : 0);
        const after = told.slice(
          isPaid ? told.indexOf("order.paid paid") + 1 : told.length,
        );
        expect(
          after.filter((name) => /^order\.(?:expired|cancelled)/.test(name)),
        ).toEqual([]);
        const raised = told.filter((name) =>
          /^order\.(?:review|overpaid)/.test(name),
        );
        expect(new Set(raised).size).toBe(raised.length);
      }),
      { numRuns: 3000 },
    );
  });
});
