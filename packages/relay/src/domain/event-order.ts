/**
 * The order of events within an order, independent of clocks. A stored event gets the next number; a query result
 * reflects the events stored before the query started. Pure.
 */
import { deadlineSequence } from "./attempt.ts";
import type { Attempt } from "./attempt.ts";
import type { Observation, Sequence } from "./observation.ts";
import type { Order } from "./order.ts";

/** The last number in use; 0 if there is none. */
export function lastSequence({ attempts }: Pick<Order, "attempts">): Sequence {
  return Math.max(0, ...attempts.flatMap(sequencesOf));
}

function sequencesOf(attempt: Attempt): readonly Sequence[] {
  const { facts } = attempt;
  const { cancelSeq, timedOutSeq, askedSince } = facts;
  const deadline = facts.deadlinePassed ? deadlineSequence(attempt) : null;
  return [cancelSeq, timedOutSeq, askedSince, deadline].filter(
    (sequence) => sequence !== null,
  );
}

/**
 * The observation with its sequence number, for comparison with later ones. Call it in the transaction that stores it.
 */
export function withSequence(
  order: Pick<Order, "attempts">,
  observation: Observation,
): Observation {
  switch (observation.kind) {
    case "cancel_requested":
    case "deadline":
    case "timed_out":
      return {
        ...observation,
        seq: observation.seq ?? lastSequence(order) + 1,
      };
    default:
      return observation;
  }
}
