/** Observations from the result of a query. */
import type { Attempt } from "../../domain/attempt.ts";
import type {
  Instant,
  Observation,
  Sequence,
} from "../../domain/observation.ts";
import type { QueryResult } from "../../ports/provider.ts";
import type { ObservationInput } from "./record-observations.ts";

/** For an attempt whose process died after the submit, before it stored the action for the payer. */
export function acceptedLate(
  { plan, facts }: Attempt,
  result: QueryResult,
  at: Instant,
): readonly ObservationInput[] {
  if (result.kind !== "pending" || result.action === undefined) return [];
  if (facts.accepted !== null) return [];
  const { action } = result;
  return [
    {
      attemptId: plan.id,
      source: "query",
      observation: { kind: "accepted", at, action },
    },
  ];
}

/** The result is valid for the time of the request and the events before it, not for anything later. */
export function toObservation(
  result: Exclude<QueryResult, { kind: "unavailable" | "matched" }>,
  at: Instant,
  since: Sequence,
  absentForMs: number,
): Observation {
  switch (result.kind) {
    case "succeeded":
      return {
        kind: "succeeded",
        at,
        amount: result.amount,
        receipt: result.receipt,
      };
    case "refused":
      return { kind: "refused", at, status: result.status, code: result.code };
    case "timed_out":
    case "pending":
      return { kind: result.kind, at, since };
    case "not_found":
      return { kind: "not_found", at, since, absentForMs };
  }
}
