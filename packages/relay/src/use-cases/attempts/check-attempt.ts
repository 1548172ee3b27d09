/** The shopper checks or cancels an attempt. Both query the provider and trust only its response. */
import { findAttempt } from "../../domain/order.ts";
import type { AttemptResponse } from "@malipo/protocol";
import {
  isAskedSinceCancel,
  isSettled,
  isPaidOrMismatched,
} from "../../domain/attempt.ts";
import type { Attempt } from "../../domain/attempt.ts";
import { NOT_FOUND, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { Order } from "../../domain/order.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { LeasedTask } from "../../ports/store.ts";
import type { AttemptQuerier, QueryOptions } from "./attempt-querier.ts";
import type { Deps } from "../shared/deps.ts";
import {
  requestPoll,
  requestSettling,
} from "../transfers/request-transfers.ts";
import { recordObservations } from "./record-observations.ts";
import { toAttemptResponse } from "./start-attempt.ts";

/** Queries the provider now. `check_too_soon` if the attempt was queried a moment ago. */
export async function checkAttempt(
  deps: Deps,
  querier: AttemptQuerier,
  order: Order,
  attemptId: string,
  options: QueryOptions = {},
): Promise<Result<AttemptResponse>> {
  const attempt = findAttempt(order, attemptId);
  if (attempt === undefined) return NOT_FOUND;
  if (isPaidOrMismatched(attempt))
    return toAttemptResponse(deps, order, attemptId);
  const interval = checkInterval(deps, querier, attemptId);
  if (!interval.ok) return interval;
  querier.recordQuery(attemptId);
  await requestTransfers(deps, attempt);
  const after = await querier.ask(attemptId, options);
  return after === undefined
    ? NOT_FOUND
    : toAttemptResponse(deps, after, attemptId);
}

/**
 * Cancels the attempt, but only if a query made afterwards confirms that nothing was paid. The response has the current
 * status, which may be "succeeded", or unchanged if the provider did not respond.
 */
export async function cancelAttempt(
  deps: Deps,
  querier: AttemptQuerier,
  order: Order,
  attemptId: string,
): Promise<Result<AttemptResponse>> {
  const attempt = findAttempt(order, attemptId);
  if (attempt === undefined) return NOT_FOUND;
  if (isSettled(attempt)) return toAttemptResponse(deps, order, attemptId);
  // The first cancel always queries; further ones are limited like checks.
  if (attempt.facts.cancelRequestedAt !== null) {
    const interval = checkInterval(deps, querier, attemptId);
    if (!interval.ok) return interval;
  }
  const at = deps.clock.now();
  const lease: { held: LeasedTask | null } = { held: null };
  await recordObservations(
    deps,
    order.id,
    [
      {
        attemptId,
        source: "shopper",
        observation: { kind: "cancel_requested", at },
      },
    ],
    async (tx) => {
      lease.held = await querier.lease(tx, attemptId);
    },
  );
  const after = await querier.ask(attemptId, {
    held: lease.held,
    isSatisfied: isAskedSinceCancel,
  });
  return after === undefined
    ? NOT_FOUND
    : toAttemptResponse(deps, after, attemptId);
}

/** The shopper has paid in another app: look for the transfer, including one that can't be accepted. */
async function requestTransfers(
  { store, clock, services }: Deps,
  { plan, facts }: Attempt,
): Promise<void> {
  if (plan.provider !== services.transfers?.provider) return;
  await store.transaction((tx) =>
    facts.transfer === null
      ? requestPoll(tx, plan.provider, clock.now())
      : requestSettling(
          tx,
          facts.transfer.reference,
          clock.now(),
          TASK_PRIORITY.shopper,
        ),
  );
}

/** `check_too_soon` if the attempt was queried a moment ago. */
export function checkInterval(
  deps: Deps,
  querier: AttemptQuerier,
  attemptId: string,
): Result<null> {
  const waitMs =
    deps.settings.checkIntervalMs - querier.sinceLastQuery(attemptId);
  return waitMs <= 0
    ? ok(null)
    : refuse(
        "check_too_soon",
        "The provider was queried a moment ago. Try again shortly.",
        { retryAfterSeconds: Math.ceil(waitMs / 1000) },
      );
}
