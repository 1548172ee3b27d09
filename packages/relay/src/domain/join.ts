/**
 * `join` merges observations into an attempt. Every field of the facts is a small semilattice (a flag that is never
 * cleared, an earliest value, a latest value), so the whole is pure, monotone, commutative and idempotent: the same
 * observations in any order, repeated any number of times, give the same facts. Of several reports of a final fact the
 * one that was recorded first stands, whatever the clocks of their relays show: it has been told.
 */
import type { Amount } from "@malipo/protocol";
import { sameAmount } from "./amount.ts";
import type {
  Attempt,
  AttemptFacts,
  AttemptPlan,
  Payment,
  Recorded,
} from "./attempt.ts";
import type { Instant, Observation } from "./observation.ts";

type Timed = { readonly at: Instant };

/** Ties are broken by the JSON text, so that the choice is deterministic. */
function lowest<T>(a: T | null, b: T, of: (each: T) => number): T {
  if (a === null) return b;
  if (of(a) !== of(b)) return of(a) < of(b) ? a : b;
  return JSON.stringify(a) <= JSON.stringify(b) ? a : b;
}

const earliest = <T extends Timed>(a: T | null, b: T): T =>
  lowest(a, b, ({ at }) => at);
const firstRecorded = <T extends Recorded>(a: T | null, b: T): T =>
  lowest(a, b, ({ seq }) => seq);

const first = (a: Instant | null, b: Instant): Instant =>
  a === null ? b : Math.min(a, b);
const last = (a: Instant | null, b: Instant): Instant =>
  a === null ? b : Math.max(a, b);

const isExpected = (expected: Amount, amount: Amount | null): boolean =>
  amount === null || sameAmount(amount, expected);

const keyOf = ({ receipt, amount }: Payment): string =>
  JSON.stringify([receipt, amount.currency, amount.value]);

/** A set keyed by receipt and amount, each as it was first recorded. */
function addPayment(
  known: readonly Payment[],
  payment: Payment,
): readonly Payment[] {
  const key = keyOf(payment);
  const same = known.find((each) => keyOf(each) === key) ?? null;
  return [
    ...known.filter((each) => keyOf(each) !== key),
    firstRecorded(same, payment),
  ].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** The facts after one more observation. `expected`: the requested amount. */
export function applyObservation(
  expected: Amount,
  facts: AttemptFacts,
  observation: Observation,
): AttemptFacts {
  const { at } = observation;
  switch (observation.kind) {
    case "accepted":
      return {
        ...facts,
        accepted: earliest(facts.accepted, { at, action: observation.action }),
      };
    case "submit_unknown":
      return { ...facts, submitUnknownAt: last(facts.submitUnknownAt, at) };
    case "payer_answered":
      return { ...facts, payerAnswered: true };
    case "succeeded": {
      const { receipt, amount } = observation;
      const seq = observation.seq ?? at;
      const success = { at, seq, receipt, amountKnown: amount !== null };
      return isExpected(expected, observation.amount)
        ? { ...facts, success: firstRecorded(facts.success, success) }
        : { ...facts, mismatch: firstRecorded(facts.mismatch, success) };
    }
    case "refused":
      return {
        ...facts,
        refusal: firstRecorded(facts.refusal, {
          at,
          seq: observation.seq ?? at,
          status: observation.status,
          code: observation.code,
        }),
      };
    case "timed_out":
      return {
        ...facts,
        timedOutFirstAt: first(facts.timedOutFirstAt, at),
        timedOutLastAt: last(facts.timedOutLastAt, at),
        timedOutSeq: first(facts.timedOutSeq, observation.seq ?? at + 1),
        timedOutSince: last(facts.timedOutSince, observation.since ?? at),
        askedSince: last(facts.askedSince, observation.since ?? at),
      };
    case "pending":
      return {
        ...facts,
        pendingLastAt: last(facts.pendingLastAt, at),
        pendingSince: last(facts.pendingSince, observation.since ?? at),
        askedSince: last(facts.askedSince, observation.since ?? at),
      };
    case "not_found":
      return {
        ...facts,
        notFoundFirstAt: first(facts.notFoundFirstAt, at),
        notFoundLastAt: last(facts.notFoundLastAt, at),
        absentForMs: last(facts.absentForMs, observation.absentForMs ?? 0),
        askedSince: last(facts.askedSince, observation.since ?? at),
      };
    case "deadline":
      return {
        ...facts,
        deadlinePassed: true,
        deadlineSeq: first(facts.deadlineSeq, observation.seq ?? at),
      };
    case "cancel_requested":
      return {
        ...facts,
        cancelRequestedAt: first(facts.cancelRequestedAt, at),
        cancelSeq: first(facts.cancelSeq, observation.seq ?? at),
      };
    case "matched":
      return {
        ...facts,
        transfer: firstRecorded(facts.transfer, {
          at,
          seq: observation.seq ?? at,
          reference: observation.transfer,
        }),
      };
    case "payment": {
      const { receipt, amount } = observation;
      const seq = observation.seq ?? at;
      return {
        ...facts,
        payments: addPayment(facts.payments, { at, seq, receipt, amount }),
      };
    }
    case "amount_disputed":
      return { ...facts, amountDisputed: true };
    case "receipt_disputed":
      return { ...facts, receiptDisputed: true };
    case "unresolved":
      return { ...facts, unresolved: true };
  }
}

export function join(attempt: Attempt, observation: Observation): Attempt {
  const { plan, facts } = attempt;
  return {
    plan,
    facts: applyObservation(plan.amount, facts, asPart(plan, observation)),
  };
}

/** Where the payer chooses the sum, "paid" with any sum is one payment of it. */
function asPart(plan: AttemptPlan, observation: Observation): Observation {
  if (plan.takesParts !== true || observation.kind !== "succeeded")
    return observation;
  const { at, seq, amount } = observation;
  if (amount?.currency !== plan.amount.currency || amount.value <= 0)
    return observation;
  const receipt = observation.receipt ?? plan.id;
  return { kind: "payment", at, seq, receipt, amount };
}
