/**
 * The order of events within an order, independent of clocks. A stored event gets the next number; a query result
 * reflects the events stored before the query started. Pure.
 */
import { deadlineSequence } from "./attempt.ts";
import type { Attempt, AttemptFacts } from "./attempt.ts";
import type { Observation, Sequence } from "./observation.ts";
import type { Order } from "./order.ts";
import type { Refund } from "./refund.ts";

/** The last number in use; 0 if there is none. */
export function lastSequence({ attempts }: Pick<Order, "attempts">): Sequence {
  return Math.max(0, ...attempts.flatMap(sequencesOf));
}

function sequencesOf(attempt: Attempt): readonly Sequence[] {
  const { facts } = attempt;
  return facts.deadlinePassed
    ? [deadlineSequence(attempt), ...sequencesIn(facts)]
    : sequencesIn(facts);
}

function sequencesIn(facts: AttemptFacts): readonly Sequence[] {
  const { success, mismatch, refusal, transfer, payments } = facts;
  const recorded = [success, mismatch, refusal, transfer, ...payments];
  const { cancelSeq, timedOutSeq, askedSince } = facts;
  return [
    ...[cancelSeq, timedOutSeq, askedSince],
    ...recorded.map((each) => each?.seq ?? null),
  ].filter((sequence) => sequence !== null);
}

/**
 * The observation with its sequence number, for comparison with later ones. Call it in the transaction that stores it.
 */
export function withSequence(
  order: Pick<Order, "attempts">,
  observation: Observation,
): Observation {
  return numbered(observation, lastSequence(order));
}

/** The same for a refund, whose events have an order of their own. */
export function withRefundSequence(
  { facts }: Pick<Refund, "facts">,
  observation: Observation,
): Observation {
  return numbered(observation, lastRefundSequence({ facts }));
}

/** The last number in use; 0 if there is none. */
export function lastRefundSequence({ facts }: Pick<Refund, "facts">): Sequence {
  return Math.max(0, ...sequencesIn(facts));
}

function numbered(observation: Observation, last: Sequence): Observation {
  switch (observation.kind) {
    case "cancel_requested":
    case "deadline":
    case "timed_out":
    case "succeeded":
    case "refused":
    case "matched":
    case "payment":
      return { ...observation, seq: observation.seq ?? last + 1 };
    default:
      return observation;
  }
}
