import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withRefundSequence } from "../../src/domain/event-order.ts";
import type { Observation } from "../../src/domain/observation.ts";
import { chooseRefund } from "../../src/domain/refund-rules.ts";
import {
  isRefundOpen,
  isRefundSettled,
  joinRefund,
  refundFailure,
  refundNeedsPerson,
  refundNeedsReview,
  refundStatus,
  refundableValue,
  settleRefund,
} from "../../src/domain/refund.ts";
import type { Refund, RefundPlan } from "../../src/domain/refund.ts";
import { expecting } from "../support/expecting.ts";
import { KES_2500, T0, aRefund, anAttempt, anOrder, seen } from "./fixtures.ts";

const LIMITS = {
  min: { value: 1_000, currency: "KES" },
  max: { value: 15_000_000, currency: "KES" },
  step: 100,
};

const refundThat = (
  observations: readonly Observation[],
  changes?: Partial<RefundPlan>,
): Refund => observations.reduce(joinRefund, aRefund(changes));

const MINUTE = 60;

describe("refundStatus", () => {
  const tenMinutes = [
    seen.notFound(5, 0),
    seen.notFound(10 * MINUTE, 9 * MINUTE),
  ];

  it.each([
    ...expecting<readonly Observation[], string>("submitting", {
      "nothing known": [],
      "not found once": [seen.notFound(11 * MINUTE, 600)],
      "not found soon": [
        seen.notFound(5, 0),
        seen.notFound(10 * MINUTE, 9 * MINUTE - 1),
      ],
    }),
    ...expecting<readonly Observation[], string>("pending", {
      accepted: [seen.accepted()],
      "known after all": [seen.submitUnknown(), seen.pending(20)],
      "not found after it was accepted": [seen.accepted(), ...tenMinutes],
    }),
    ...expecting<readonly Observation[], string>("unconfirmed", {
      "no answer to the submit": [seen.submitUnknown()],
      "another amount": [seen.succeeded(25, { value: 1, currency: "KES" })],
      "timed out": [seen.timedOut(30)],
      "timed out twice at once": [seen.timedOut(30), seen.timedOut(40)],
      "timed out an hour long": [seen.timedOut(30), seen.timedOut(60 * MINUTE)],
      "not found while a clock was ahead by a day": [
        seen.submitUnknown(),
        seen.notFound(86_405, 0),
        seen.notFound(86_410, 0),
      ],
      unresolved: [seen.accepted(), seen.unresolved()],
    }),
    ...expecting<readonly Observation[], string>("failed", {
      refused: [seen.refused()],
      "not found for good": [seen.submitUnknown(), ...tenMinutes],
    }),
    ...expecting<readonly Observation[], string>("rejected", {
      rejected: [seen.refused(25, "cancelled", null)],
    }),
    ...expecting<readonly Observation[], string>("paid", {
      paid: [seen.succeeded()],
      "paid after it was refused": [seen.refused(), seen.succeeded()],
    }),
  ])("%s", (_what, observations, status) => {
    expect(refundStatus(refundThat(observations))).toBe(status);
  });
});

describe("refundFailure", () => {
  it.each<[readonly Observation[], string | null]>([
    [[seen.accepted()], null],
    [[seen.refused(25, "failed", "declined")], "declined"],
    [[seen.refused(25, "failed", null)], "unknown"],
    [[seen.refused(25, "cancelled", null)], null],
    [[seen.notFound(5, 0), seen.notFound(700, 640)], "provider_unavailable"],
  ])("%j: %s", (observations, code) => {
    expect(refundFailure(refundThat(observations))).toBe(code);
  });
});

const refusedFirst = {
  kind: "refused",
  at: T0 + 25_000,
  seq: 1,
  status: "failed",
  code: "declined",
} as const;
const pendingSince = (since: number): Observation => ({
  kind: "pending",
  at: T0 + 30_000,
  since,
});

describe("refundNeedsReview", () => {
  it.each<[readonly Observation[], boolean]>([
    [[seen.accepted()], false],
    [[seen.accepted(), seen.unresolved()], true],
    [[seen.unresolved(), seen.succeeded()], false],
    [[seen.unresolved(), seen.refused()], false],
    [[seen.succeeded(25, { value: 1, currency: "KES" })], true],
    [[seen.succeeded(25, { value: 250_000, currency: "UGX" })], true],
    [[seen.refused(), seen.succeeded()], true],
    // A query that began after the refusal found the payout, or one that began before it.
    [[refusedFirst, pendingSince(1)], true],
    [[refusedFirst, { kind: "timed_out", at: T0 + 30_000, since: 1 }], true],
    [[refusedFirst, pendingSince(0)], false],
    [[refusedFirst, seen.notFound(30, 0)], false],
    [[{ ...refusedFirst, status: "cancelled" }, pendingSince(1)], false],
    [[seen.unresolved()], true],
    [[seen.accepted(), { ...refusedFirst, seq: 3 }, pendingSince(2)], false],
    [[refusedFirst, pendingSince(1), seen.succeeded()], true],
  ])("%j: %s", (observations, expected) => {
    const refund = refundThat(observations);
    expect(refundNeedsReview(refund)).toBe(expected);
    expect(refundNeedsPerson(refund)).toBe(expected);
    const settled = settleRefund(refund);
    expect(refundNeedsReview(settled)).toBe(expected);
    expect(refundNeedsPerson(settled)).toBe(false);
  });

  it.each<[string, readonly Observation[], Observation, boolean]>([
    ["paid", [seen.unresolved()], seen.succeeded(), false],
    ["refused", [seen.unresolved()], seen.refused(), false],
    [
      "paid with another amount",
      [seen.unresolved()],
      seen.succeeded(25, { value: 1, currency: "KES" }),
      true,
    ],
    ["paid", [refusedFirst, pendingSince(1)], seen.succeeded(30), true],
    [
      "found again",
      [seen.succeeded(25, { value: 1, currency: "KES" })],
      seen.pending(60),
      false,
    ],
  ])(
    "is new if it turns out %s after it was settled",
    (_what, observations, later, expected) => {
      const settled = settleRefund(refundThat(observations));
      expect(refundNeedsPerson(joinRefund(settled, later))).toBe(expected);
    },
  );
});

const at = fc.integer({ min: 0, max: 2_000 }).map((s) => T0 + s * 1000);
const observation: fc.Arbitrary<Observation> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        "submit_unknown",
        "timed_out",
        "pending",
        "not_found",
        "unresolved",
      ),
      at,
      fc.option(fc.integer({ min: 0, max: 2_000_000 }), { nil: undefined }),
    )
    .map(([kind, moment, absentForMs]): Observation => ({
      kind,
      at: moment,
      absentForMs,
    })),
  fc.record({
    kind: fc.constant("accepted" as const),
    at,
    action: fc.constant(null),
  }),
  fc.record({
    kind: fc.constant("succeeded" as const),
    at,
    amount: fc.constantFrom(null, KES_2500, { value: 1, currency: "KES" }),
    receipt: fc.constantFrom(null, "R-1", "R-2"),
  }),
  fc.record({
    kind: fc.constant("refused" as const),
    at,
    status: fc.constantFrom("failed", "cancelled"),
    code: fc.constantFrom(null, "declined"),
  }),
);
const observations = fc.array(observation, { maxLength: 10 });

describe("joinRefund", () => {
  it("ends in the same refund for any permutation and repetition", () => {
    fc.assert(
      fc.property(
        observations.chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray([...list, ...list], {
              minLength: list.length * 2,
            }),
          ),
        ),
        ([list, mixed]) => {
          expect(refundThat(mixed)).toEqual(refundThat(list));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("never takes a payment back, and leaves an end for nothing but a payment", () => {
    fc.assert(
      fc.property(observations, observations, (before, after) => {
        const known = refundThat(before);
        const later = after.reduce(
          (refund, each) =>
            joinRefund(refund, withRefundSequence(refund, each)),
          known,
        );
        if (refundStatus(known) === "paid") {
          expect(refundStatus(later)).toBe("paid");
          expect(later.facts.success).toEqual(known.facts.success);
        }
        if (isRefundSettled(known)) expect(isRefundSettled(later)).toBe(true);
        if (isRefundSettled(later) && later.facts.mismatch === null)
          expect(isRefundOpen(later)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("what is left of a payment", () => {
  const attempt = anAttempt([seen.succeeded()]);
  const order = anOrder({ attempts: [attempt] });

  it("is nothing where nothing was paid", () => {
    const unpaid = anAttempt([seen.accepted()]);
    expect(refundableValue(unpaid, [])).toBe(0);
  });

  it("is nothing while the provider has a refund that it refused", () => {
    const refused = refundThat([refusedFirst]);
    expect(refundableValue(attempt, [refused])).toBe(250_000);
    const open = joinRefund(refused, pendingSince(1));
    expect(refundableValue(attempt, [open])).toBe(0);
  });

  it("does not count refunds of another payment", () => {
    const other = refundThat([seen.succeeded()], { attemptId: "another" });
    expect(refundableValue(attempt, [other])).toBe(250_000);
  });

  it("never lets more go than was paid, whatever is asked for and whatever becomes of it", () => {
    const wish = fc.record({
      amount: fc.option(
        fc
          .integer({ min: -1_000, max: 400_000 })
          .map((value) => ({ value, currency: "KES" })),
        { nil: undefined },
      ),
      then: observations,
    });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 12 }), (wishes) => {
        const refunds: Refund[] = [];
        for (const [place, { amount, then }] of wishes.entries()) {
          const chosen = chooseRefund(
            order,
            refunds,
            { amount },
            LIMITS,
            () => null,
          );
          if (chosen.ok)
            refunds.push(
              refundThat(then, {
                id: String(place),
                amount: chosen.value.amount,
              }),
            );
        }
        const gone = refunds
          .filter(
            (each) =>
              !["failed", "rejected"].includes(refundStatus(each)) ||
              refundNeedsReview(each),
          )
          .reduce((sum, { plan }) => sum + plan.amount.value, 0);
        expect(gone).toBeLessThanOrEqual(250_000);
        const isOdd = refunds.some(({ facts }) => facts.mismatch !== null);
        expect(refundableValue(attempt, refunds)).toBe(
          isOdd ? 0 : 250_000 - gone,
        );
        for (const { plan } of refunds) {
          expect(plan.amount.value).toBeGreaterThanOrEqual(1_000);
          expect(plan.amount.value % 100).toBe(0);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
