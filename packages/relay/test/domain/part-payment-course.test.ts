import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { receivedValue } from "../../src/domain/attempt.ts";
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
import {
  amountDue,
  amountPaid,
  completionOf,
  isPartPaid,
  partsOf,
} from "../../src/domain/part-payments.ts";
import { chooseRefund } from "../../src/domain/refund-rules.ts";
import { sumRefunds } from "../../src/domain/order-money.ts";
import type { Refund } from "../../src/domain/refund.ts";
import { T0, aRefund, anAttempt, anOrder } from "./fixtures.ts";

const TOTAL = 250_000;
const kes = (value: number) => ({ value, currency: "KES" });
const TYPED = { phone: null, takesParts: true } as const;

/** Two accounts that take any sum, and prompts for what was due when they were sent. */
const START = anOrder({
  payment: "partial",
  attempts: [
    anAttempt([], { id: "bill", method: "paybill", ...TYPED }),
    anAttempt([], { id: "tag", method: "flexpay", ...TYPED }),
    anAttempt([], { id: "prompt", amount: kes(100_000) }),
    anAttempt([], { id: "card", method: "card", amount: kes(150_000) }),
  ],
});
const ids = START.attempts.map(({ plan }) => plan.id);

interface World {
  readonly order: Order;
  readonly refunds: readonly Refund[];
}
type Step = (world: World, at: number) => World;

const sums = fc.constantFrom(1, 50_000, 100_000, 150_000, 250_000, 260_000);
const receipts = fc.constantFrom("R1", "R2", "R3", "R4", "R5");
const money: fc.Arbitrary<(at: number) => Observation> = fc
  .tuple(sums, receipts, fc.boolean())
  .map(([value, receipt, isQueried]) => (at: number) => ({
    kind: isQueried ? "succeeded" : "payment",
    at,
    amount: kes(value),
    receipt,
  }));
const other: fc.Arbitrary<(at: number) => Observation> = fc
  .constantFrom(
    "timed_out" as const,
    "pending" as const,
    "deadline" as const,
    "cancel_requested" as const,
  )
  .map((kind) => (at: number) => ({ kind, at }));
const refusal: fc.Arbitrary<(at: number) => Observation> = fc
  .constantFrom("failed" as const, "expired" as const)
  .map((status) => (at: number) => ({
    kind: "refused",
    at,
    status,
    code: null,
  }));

const learns: fc.Arbitrary<Step> = fc
  .tuple(
    fc.constantFrom(...ids),
    fc.oneof({ weight: 3, arbitrary: money }, other, refusal),
  )
  .map(([id, say]) => ({ order, refunds }, at) => ({
    refunds,
    order: {
      ...order,
      attempts: order.attempts.map((attempt) =>
        attempt.plan.id === id
          ? join(attempt, withSequence(order, say(at)))
          : attempt,
      ),
    },
  }));

const expires: Step = ({ order, refunds }) => ({
  refunds,
  order:
    orderStatus(order) === "paid"
      ? order
      : { ...order, expiredAt: order.expiredAt ?? order.expiresAt },
});
const isCancelled: Step = ({ order, refunds }, at) => ({
  refunds,
  order: orderStatus(order) === "open" ? { ...order, cancelledAt: at } : order,
});

/** As the use case does, with a provider that pays all at once. */
const refund: fc.Arbitrary<Step> = fc
  .tuple(fc.constantFrom(...ids), fc.option(sums, { nil: undefined }))
  .map(([attemptId, value]) => (world, at) => {
    const { order, refunds } = world;
    const choice = chooseRefund(
      order,
      refunds,
      { attemptId, ...(value !== undefined && { amount: kes(value) }) },
      { min: kes(1), max: kes(TOTAL * 9), step: 1 },
      () => null,
    );
    if (!choice.ok) return world;
    const made = aRefund(
      {
        id: `refund ${refunds.length}`,
        attemptId: choice.value.attempt.plan.id,
        amount: choice.value.amount,
      },
      {
        success: {
          at,
          seq: 1,
          receipt: `P${refunds.length}`,
          amountKnown: true,
        },
      },
    );
    const all = [...refunds, made];
    return {
      refunds: all,
      order: {
        ...order,
        ...(isPartPaid(order) && { partsReturned: true }),
        refunds: sumRefunds(order, all),
      },
    };
  });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: learns },
  { weight: 2, arbitrary: refund },
  fc.constant(expires),
  fc.constant(isCancelled),
);
const moment = fc.integer({ min: 0, max: 7_200_000 }).map((ms) => T0 + ms);
const steps = fc.array(fc.tuple(step, moment), { maxLength: 25 });

function courseOf(list: readonly (readonly [Step, number])[]): World[] {
  const course: World[] = [{ order: START, refunds: [] }];
  for (const [take, now] of list) {
    const before = course.at(-1);
    if (before === undefined) break;
    const after = take(before, now);
    const version = before.order.version + 1;
    course.push({ ...after, order: { ...after.order, version } });
  }
  return course;
}

const check = (holds: (course: readonly World[]) => void): void => {
  fc.assert(
    fc.property(steps, (list) => {
      holds(courseOf(list));
    }),
    { numRuns: 1000 },
  );
};

describe("an order that takes parts, whatever happens in whatever order", () => {
  it("adds up: what came, what is due and what the parts say", () => {
    check((course) => {
      for (const { order } of course) {
        const paid = amountPaid(order).value;
        expect(paid).toBe(
          order.attempts.reduce((sum, each) => sum + receivedValue(each), 0),
        );
        expect(paid).toBe(
          partsOf(order).reduce((sum, { received }) => sum + received.value, 0),
        );
        expect(amountDue(order).value).toBe(Math.max(0, TOTAL - paid));
        if (order.partsReturned !== true)
          expect(orderStatus(order) === "paid").toBe(paid >= TOTAL);
        expect(orderFlags(order).overpaid).toBe(paid > TOTAL);
      }
    });
  });

  it("never takes a part back, nor how it was paid", () => {
    check((course) => {
      for (const [place, { order }] of course.entries()) {
        const before = course[place - 1]?.order;
        if (before === undefined) continue;
        expect(amountPaid(order).value).toBeGreaterThanOrEqual(
          amountPaid(before).value,
        );
        expect(partsOf(order).slice(0, partsOf(before).length)).toMatchObject(
          partsOf(before).map(({ received }) => ({ received })),
        );
        if (orderStatus(before) === "paid")
          expect(orderOutcome(order)).toEqual(orderOutcome(before));
        if (before.partsReturned === true && orderStatus(before) !== "paid")
          expect(orderStatus(order)).not.toBe("paid");
      }
    });
  });

  it("sends no more out than came in, and from each payment no more than it was", () => {
    check((course) => {
      for (const { order, refunds } of course) {
        const out = refunds.reduce(
          (sum, { plan }) => sum + plan.amount.value,
          0,
        );
        expect(out).toBeLessThanOrEqual(amountPaid(order).value);
        expect(order.refunds?.paid.value ?? 0).toBe(out);
        for (const attempt of order.attempts)
          expect(
            refunds
              .filter(({ plan }) => plan.attemptId === attempt.plan.id)
              .reduce((sum, { plan }) => sum + plan.amount.value, 0),
          ).toBeLessThanOrEqual(receivedValue(attempt));
      }
    });
  });

  it("tells of each part once, in order, and of the payment when it is complete", () => {
    check((course) => {
      const told = course.flatMap(({ order }, place) => {
        const before = course[place - 1]?.order;
        return before === undefined ? [] : orderEvents(before, order);
      });
      const parts = told.filter(({ type }) => type === "order.partly_paid");
      const values = parts.map(({ once }) => Number(once));
      expect(values).toEqual([...new Set(values)].toSorted((a, b) => a - b));
      const last = course.at(-1)?.order ?? START;
      const payments = told.filter(({ type }) => type === "order.paid");
      expect(payments).toHaveLength(orderStatus(last) === "paid" ? 1 : 0);
      if (isPartPaid(last)) expect(values.at(-1)).toBe(amountPaid(last).value);
      for (const { attempt } of parts) expect(attempt).not.toBeNull();
    });
  });

  it("asks a person about money that it keeps of an order that is closed", () => {
    check((course) => {
      for (const { order } of course) {
        const status = orderStatus(order);
        const kept = amountPaid(order).value - (order.refunds?.paid.value ?? 0);
        if ((status === "expired" || status === "cancelled") && kept > 0)
          expect(orderFlags(order).review).toBe(true);
      }
    });
  });

  it("comes to the same, in whatever order the same is heard, and however often", () => {
    const heard = fc
      .array(fc.tuple(fc.constantFrom(...ids), money, moment), {
        minLength: 1,
        maxLength: 8,
      })
      .map((list) =>
        list.map(([id, say, at], place) => ({
          id,
          observation: { ...say(at), seq: place + 1 },
        })),
      );
    const shuffled = heard.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray([...list, ...list], {
          minLength: list.length * 2,
          maxLength: list.length * 2,
        }),
      ),
    );
    const hear = (
      list: readonly { id: string; observation: Observation }[],
    ): Order => ({
      ...START,
      attempts: START.attempts.map((attempt) =>
        list
          .filter(({ id }) => id === attempt.plan.id)
          .reduce((each, { observation }) => join(each, observation), attempt),
      ),
    });
    fc.assert(
      fc.property(shuffled, ([once, twice]) => {
        const [a, b] = [hear(once), hear(twice)];
        expect(b).toEqual(a);
        expect(completionOf(b)).toEqual(completionOf(a));
      }),
      { numRuns: 1000 },
    );
  });
});
