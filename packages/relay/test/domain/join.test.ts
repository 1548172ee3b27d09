import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attemptStatus, attemptSuccess } from "../../src/domain/attempt.ts";
import { attemptFailure, retryAt } from "../../src/domain/attempt-failure.ts";
import type { Attempt } from "../../src/domain/attempt.ts";
import { FAILURE_CODES } from "@malipo/protocol";
import { join } from "../../src/domain/join.ts";
import type { Observation } from "../../src/domain/observation.ts";
import { KES_2500, T0, anAttempt, seen } from "./fixtures.ts";

const at = fc.integer({ min: 0, max: 400 }).map((s) => T0 + s * 1000);
const amount = fc.constantFrom(
  null,
  KES_2500,
  { value: 1, currency: "KES" },
  { value: 250_000, currency: "UGX" },
);
const receipt = fc.constantFrom(null, "SKL7X2Q9WD", "SKL7X2Q9WE");
const seq = fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined });
const plain = fc
  .tuple(
    fc.constantFrom(
      "submit_unknown",
      "payer_answered",
      "timed_out",
      "pending",
      "not_found",
      "deadline",
      "cancel_requested",
      "amount_disputed",
      "receipt_disputed",
      "unresolved",
    ),
    at,
    fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
    seq,
    fc.option(fc.integer({ min: 0, max: 40_000 }), { nil: undefined }),
  )
  .map(([kind, moment, since, place, absentForMs]): Observation => ({
    kind,
    at: moment,
    since,
    seq: place,
    absentForMs,
  }));
const observation: fc.Arbitrary<Observation> = fc.oneof(
  { weight: 4, arbitrary: plain },
  fc.record({
    kind: fc.constant("accepted" as const),
    at,
    action: fc.constantFrom(null, {
      type: "prompt" as const,
      phone: "0712 ••• 678",
    }),
  }),
  fc.record({
    kind: fc.constant("succeeded" as const),
    ...{ at, seq, amount, receipt },
  }),
  fc.record({
    kind: fc.constant("refused" as const),
    ...{ at, seq },
    status: fc.constantFrom("failed", "cancelled", "expired"),
    code: fc.constantFrom(null, ...FAILURE_CODES),
  }),
  fc.record({
    kind: fc.constant("matched" as const),
    ...{ at, seq },
    transfer: fc.constantFrom("TXN-1", "TXN-2"),
  }),
  fc.record({
    kind: fc.constant("payment" as const),
    ...{ at, seq },
    receipt: fc.constantFrom("SKL7X2Q9WD", "SKL7X2Q9WE", "SKL7X2Q9WF"),
    amount: fc.constantFrom(
      KES_2500,
      { value: 125_000, currency: "KES" },
      { value: 1, currency: "KES" },
      { value: 250_000, currency: "UGX" },
    ),
  }),
);
const observations = fc.array(observation, { maxLength: 12 });

/** The same observations in another order, each any number of times (but at least once). */
const shuffledWithRepeats = observations.chain((list) =>
  fc.tuple(
    fc.constant(list),
    fc
      .tuple(
        fc.shuffledSubarray(list, { minLength: list.length }),
        list.length === 0
          ? fc.constant([])
          : fc.array(fc.constantFrom(...list), { maxLength: 12 }),
      )
      .chain(([all, repeats]) =>
        fc.shuffledSubarray([...all, ...repeats], {
          minLength: all.length + repeats.length,
        }),
      ),
  ),
);

describe("join", () => {
  it("ends in the same facts for any permutation and repetition", () => {
    fc.assert(
      fc.property(shuffledWithRepeats, ([list, mixed]) => {
        expect(anAttempt(mixed).facts).toEqual(anAttempt(list).facts);
      }),
      { numRuns: 2000 },
    );
  });

  it("learns nothing from what it already knows", () => {
    fc.assert(
      fc.property(observations, observation, (list, one) => {
        const known = join(anAttempt(list), one);
        expect(join(known, one)).toEqual(known);
      }),
      { numRuns: 1000 },
    );
  });

  it("shows nothing new when the provider says the same again", () => {
    const visible = (attempt: Attempt) => [
      attemptStatus(attempt),
      attemptFailure(attempt),
      retryAt(attempt),
    ];
    const kinds = fc.constantFrom("not_found", "pending", "timed_out");
    fc.assert(
      fc.property(observations, kinds, (list, kind) => {
        const say = (seconds: number): Observation => ({
          kind,
          at: T0 + seconds * 1000,
          absentForMs: seconds * 1000,
        });
        // Twice, after everything that a moment decides.
        const known = anAttempt([...list, say(1_000), say(1_001)]);
        const again = [say(1_030), say(2_000), say(90_000)].reduce(join, known);
        expect(visible(again)).toEqual(visible(known));
      }),
      { numRuns: 1000 },
    );
  });

  it("never thinks a submit lost before its time by the steady clock, whatever the other shows", () => {
    const lost = fc.tuple(
      fc.integer({ min: -86_400, max: 86_400 }),
      fc.integer({ min: 0, max: 40_000 }),
    );
    fc.assert(
      fc.property(fc.array(lost), fc.boolean(), (asked, isOver) => {
        const attempt = anAttempt([
          ...(isOver ? [seen.submitUnknown()] : []),
          ...asked.map(([s, ms]) => seen.notFound(s, ms / 1000)),
        ]);
        const isLost =
          new Set(asked.map(([s]) => s)).size > 1 &&
          asked.some(([, ms]) => ms >= attempt.plan.absentAfterMs);
        expect(attemptStatus(attempt) === "failed").toBe(isLost);
      }),
      { numRuns: 1000 },
    );
  });

  it("never takes a success back", () => {
    fc.assert(
      fc.property(observations, observations, (before, after) => {
        const paid = anAttempt([
          ...before,
          { kind: "succeeded", at: T0 + 30_000, amount: null, receipt: "R" },
        ]);
        expect(attemptStatus(after.reduce(join, paid))).toBe("succeeded");
      }),
      { numRuns: 1000 },
    );
  });

  it("leaves a final refusal for nothing but a payment, ours or another amount's", () => {
    fc.assert(
      fc.property(observations, observations, (before, after) => {
        const refused = anAttempt([
          ...before,
          { kind: "refused", at: T0, status: "failed", code: "declined" },
        ]);
        const later = after.reduce(join, refused);
        expect(["succeeded", "failed", "cancelled", "expired"]).toContain(
          attemptStatus(later),
        );
        expect(attemptStatus(later) === "succeeded").toBe(
          attemptSuccess(later) !== null,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("is paid only by a success that names our amount, or none, or by payments that make it up", () => {
    fc.assert(
      fc.property(observations, (list) => {
        const ours = list.some(
          (one) =>
            one.kind === "succeeded" &&
            (one.amount === null ||
              (one.amount.value === 250_000 && one.amount.currency === "KES")),
        );
        const largest = new Map<string, number>();
        for (const one of list)
          if (one.kind === "payment" && one.amount.currency === "KES")
            largest.set(
              one.receipt,
              Math.max(largest.get(one.receipt) ?? 0, one.amount.value),
            );
        const received = [...largest.values()].reduce((a, b) => a + b, 0);
        expect(attemptStatus(anAttempt(list)) === "succeeded").toBe(
          ours || received >= 250_000,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it("never takes back what payments have paid, whatever else is told of them", () => {
    fc.assert(
      fc.property(observations, observations, (before, after) => {
        const paid = anAttempt([
          ...before,
          { kind: "payment", at: T0, receipt: "SKL7X2Q9WD", amount: KES_2500 },
        ]);
        expect(attemptStatus(after.reduce(join, paid))).toBe("succeeded");
      }),
      { numRuns: 1000 },
    );
  });
});
