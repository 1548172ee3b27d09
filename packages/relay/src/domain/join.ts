/**
 * `join`: how an attempt learns. Every field of the facts is a small semilattice of its own (an
 * "ever", an earliest, a latest), so the whole is pure, monotone, commutative and idempotent: any
 * order and any repetition of the same observations ends in the same facts.
 */
import type { Amount } from "@malipo/protocol";
import { sameAmount } from "./amount.ts";
import type { Attempt, AttemptFacts, AttemptPlan } from "./attempt.ts";
import type { Instant, Observation } from "./observation.ts";

type Timed = { readonly at: Instant };

/** The one learned first; two learned at the same moment are ordered by their text, so that the choice is the same everywhere. */
function earliest<T extends Timed>(a: T | null, b: T): T {
  if (a === null) return b;
  if (a.at !== b.at) return a.at < b.at ? a : b;
  return JSON.stringify(a) <= JSON.stringify(b) ? a : b;
}

const first = (a: Instant | null, b: Instant): Instant =>
  a === null ? b : Math.min(a, b);
const last = (a: Instant | null, b: Instant): Instant =>
  a === null ? b : Math.max(a, b);

const isOurs = (plan: AttemptPlan, amount: Amount | null): boolean =>
  amount === null || sameAmount(amount, plan.amount);

function learn(
  plan: AttemptPlan,
  facts: AttemptFacts,
  seen: Observation,
): AttemptFacts {
  const { at } = seen;
  switch (seen.kind) {
    case "accepted":
      return {
        ...facts,
        accepted: earliest(facts.accepted, { at, action: seen.action }),
      };
    case "submit_unknown":
      return { ...facts, submitUnknownAt: last(facts.submitUnknownAt, at) };
    case "payer_answered":
      return { ...facts, payerAnswered: true };
    case "succeeded": {
      const { receipt, amount } = seen;
      const success = { at, receipt, amountKnown: amount !== null };
      return isOurs(plan, seen.amount)
        ? { ...facts, success: earliest(facts.success, success) }
        : { ...facts, mismatch: earliest(facts.mismatch, success) };
    }
    case "refused":
      return {
        ...facts,
        refusal: earliest(facts.refusal, {
          at,
          status: seen.status,
          code: seen.code,
        }),
      };
    case "timed_out":
      return {
        ...facts,
        timedOutFirstAt: first(facts.timedOutFirstAt, at),
        timedOutLastAt: last(facts.timedOutLastAt, at),
      };
    case "pending":
      return { ...facts, pendingLastAt: last(facts.pendingLastAt, at) };
    case "not_found":
      return {
        ...facts,
        notFoundFirstAt: first(facts.notFoundFirstAt, at),
        notFoundLastAt: last(facts.notFoundLastAt, at),
      };
    case "deadline":
      return { ...facts, deadlinePassed: true };
    case "cancel_requested":
      return {
        ...facts,
        cancelRequestedAt: first(facts.cancelRequestedAt, at),
      };
    case "amount_disputed":
      return { ...facts, amountDisputed: true };
    case "unresolved":
      return { ...facts, unresolved: true };
  }
}

/** The attempt after one more observation. */
export function join(attempt: Attempt, seen: Observation): Attempt {
  return {
    plan: attempt.plan,
    facts: learn(attempt.plan, attempt.facts, seen),
  };
}
