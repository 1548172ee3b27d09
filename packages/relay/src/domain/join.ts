/**
 * `join` merges observations into an attempt. Every field of the facts is a small semilattice (a flag that is never
 * cleared, an earliest value, a latest value), so the whole is pure, monotone, commutative and idempotent: the same
 * observations in any order, repeated any number of times, give the same facts.
 */
import type { Amount } from "@malipo/protocol";
import { sameAmount } from "./amount.ts";
import type { Attempt, AttemptFacts, Payment } from "./attempt.ts";
import type { Instant, Observation } from "./observation.ts";

type Timed = { readonly at: Instant };

/** The earlier one; ties are broken by the JSON text, so that the choice is deterministic. */
function earliest<T extends Timed>(a: T | null, b: T): T {
  if (a === null) return b;
  if (a.at !== b.at) return a.at < b.at ? a : b;
  return JSON.stringify(a) <= JSON.stringify(b) ? a : b;
}

const first = (a: Instant | null, b: Instant): Instant =>
  a === null ? b : Math.min(a, b);
const last = (a: Instant | null, b: Instant): Instant =>
  a === null ? b : Math.max(a, b);

const isExpected = (expected: Amount, amount: Amount | null): boolean =>
  amount === null || sameAmount(amount, expected);

const keyOf = ({ receipt, amount }: Payment): string =>
  JSON.stringify([receipt, amount.currency, amount.value]);

/** A set keyed by receipt and amount, each with the time of its first report. */
function addPayment(
  known: readonly Payment[],
  payment: Payment,
): readonly Payment[] {
  const key = keyOf(payment);
  const same = known.find((each) => keyOf(each) === key) ?? null;
  return [
    ...known.filter((each) => keyOf(each) !== key),
    earliest(same, payment),
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
      const success = { at, receipt, amountKnown: amount !== null };
      return isExpected(expected, observation.amount)
        ? { ...facts, success: earliest(facts.success, success) }
        : { ...facts, mismatch: earliest(facts.mismatch, success) };
    }
    case "refused":
      return {
        ...facts,
        refusal: earliest(facts.refusal, {
          at,
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
        transfer: earliest(facts.transfer, {
          at,
          reference: observation.transfer,
        }),
      };
    case "payment": {
      const { receipt, amount } = observation;
      return {
        ...facts,
        payments: addPayment(facts.payments, { at, receipt, amount }),
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
  return {
    plan: attempt.plan,
    facts: applyObservation(attempt.plan.amount, attempt.facts, observation),
  };
}
