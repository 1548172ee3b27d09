/** One query of the provider about an attempt, with what it says as observations. */
import { lastSequence } from "../../domain/event-order.ts";
import type { Attempt } from "../../domain/attempt.ts";
import type { Instant } from "../../domain/observation.ts";
import type { Order } from "../../domain/order.ts";
import type { Provider, QueryResult } from "../../ports/provider.ts";
import type { Deps } from "../shared/deps.ts";
import { waitSeconds } from "../shared/provider-result.ts";
import { traced } from "../shared/traced.ts";
import type { ProviderPauses } from "./provider-pauses.ts";
import { acceptedLate, toObservation } from "./query-observations.ts";
import { recordObservations } from "./record-observations.ts";
import type { ObservationInput } from "./record-observations.ts";

export interface AskedAttempt {
  readonly result: QueryResult;
  /** Not recorded yet. Empty if the result says nothing about the attempt itself. */
  readonly inputs: readonly ObservationInput[];
}

/** Begins the provider's pause if it asks for one. */
export async function askProvider(
  deps: Deps,
  pauses: ProviderPauses,
  provider: Provider,
  order: Order,
  attempt: Attempt,
): Promise<AskedAttempt> {
  const { plan, facts } = attempt;
  const attemptId = plan.id;
  const queriedAt = deps.clock.now();
  const since = lastSequence(
    await recordDeadline(deps, order, attempt, queriedAt),
  );
  const absentForMs = deps.submitEnds.sinceMs(
    attemptId,
    facts.submitUnknownAt !== null,
  );
  const result = await deps.tracing.call("query", order, traced(plan), () =>
    provider.query(plan, order.reference, facts.transfer?.reference ?? null),
  );
  if (result.kind === "unavailable") {
    deps.log.warn(
      { attemptId, orderId: order.id, detail: result.detail },
      "the provider did not respond to a query",
    );
    const seconds = waitSeconds(result);
    if (seconds > 0) pauses.begin(provider.id, seconds);
    return { result, inputs: [] };
  }
  if (result.kind === "matched") return { result, inputs: [] };
  return {
    result,
    inputs: [
      {
        attemptId,
        source: "query",
        observation: toObservation(result, queriedAt, since, absentForMs),
      },
      ...acceptedLate(attempt, result, queriedAt),
    ],
  };
}

/**
 * A query after the deadline must also follow it in the order of events, even if the deadline's task has not run yet.
 */
async function recordDeadline(
  deps: Deps,
  order: Order,
  { plan, facts }: Attempt,
  now: Instant,
): Promise<Order> {
  if (facts.deadlinePassed || facts.refusal !== null || now < plan.deadlineAt)
    return order;
  const observation = { kind: "deadline", at: plan.deadlineAt } as const;
  const after = await recordObservations(deps, order.id, [
    { attemptId: plan.id, source: "schedule", observation },
  ]);
  return after ?? order;
}
