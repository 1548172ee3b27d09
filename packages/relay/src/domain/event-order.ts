/**
 * The order of events within an order, independent of clocks. A stored event gets the next number; a query result
 * reflects the events stored before the query started. Pure.
 */
import { deadlinePlace } from "./attempt.ts";
import type { Attempt } from "./attempt.ts";
import type { Observation, Place } from "./observation.ts";
import type { Order } from "./order.ts";

/** The last number in use; 0 if there is none. */
export function lastPlace({ attempts }: Pick<Order, "attempts">): Place {
  return Math.max(0, ...attempts.flatMap(placesIn));
}

function placesIn(attempt: Attempt): readonly Place[] {
  const { facts } = attempt;
  const { cancelSeq, timedOutSeq, askedSince } = facts;
  const deadline = facts.deadlinePassed ? deadlinePlace(attempt) : null;
  return [cancelSeq, timedOutSeq, askedSince, deadline].filter(
    (place) => place !== null,
  );
}

/**
 * The observation with its sequence number, for comparison with later ones. Call it in the transaction that stores it.
 */
export function atItsPlace(
  order: Pick<Order, "attempts">,
  seen: Observation,
): Observation {
  switch (seen.kind) {
    case "cancel_requested":
    case "deadline":
    case "timed_out":
      return { ...seen, seq: seen.seq ?? lastPlace(order) + 1 };
    default:
      return seen;
  }
}
