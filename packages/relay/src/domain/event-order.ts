/**
 * The order of events within an order, which no clock moves. An event's place is one more than the last place known when
 * it is stored; an answer of the provider knows of the events that were stored before it was asked for. Pure.
 */
import { deadlinePlace } from "./attempt.ts";
import type { Attempt } from "./attempt.ts";
import type { Observation, Place } from "./observation.ts";
import type { Order } from "./order.ts";

/** The last place that is taken; 0 while there is none. */
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

/** The observation at its place, where later ones are compared with it. Call it in the transaction that stores it. */
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
