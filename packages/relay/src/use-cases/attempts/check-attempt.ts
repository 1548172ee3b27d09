/** The shopper asks what became of an attempt, or gives it up. Both ask the provider and believe only it. */
import { findAttempt } from "../../domain/order.ts";
import type { AttemptResponse } from "@malipo/protocol";
import {
  isAskedSinceCancel,
  isSettled,
  moneyMoved,
} from "../../domain/attempt.ts";
import type { Attempt } from "../../domain/attempt.ts";
import { NOT_FOUND, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { Order } from "../../domain/order.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { LeasedTask } from "../../ports/store.ts";
import type { AttemptQuerier } from "./attempt-querier.ts";
import type { Deps } from "../shared/deps.ts";
import {
  requestPoll,
  requestSettling,
} from "../transfers/request-transfers.ts";
import { recordObservations } from "./record-observations.ts";
import { toAnswer } from "./start-attempt.ts";

/** Asks the provider now. `check_too_soon` when this attempt was asked about a moment ago. */
export async function checkAttempt(
  deps: Deps,
  querier: AttemptQuerier,
  order: Order,
  attemptId: string,
): Promise<Result<AttemptResponse>> {
  const attempt = findAttempt(order, attemptId);
  if (attempt === undefined) return NOT_FOUND;
  if (moneyMoved(attempt)) return toAnswer(deps, order, attemptId);
  const interval = checkInterval(deps, querier, attemptId);
  if (!interval.ok) return interval;
  querier.noteAsked(attemptId);
  await requestTransfers(deps, attempt);
  const after = await querier.ask(attemptId);
  return after === undefined ? NOT_FOUND : toAnswer(deps, after, attemptId);
}

/**
 * The shopper gives up: wins only when a query made after that says "not paid". The answer carries
 * what is true now, which may be "succeeded", or still the old status when the provider did not answer.
 */
export async function cancelAttempt(
  deps: Deps,
  querier: AttemptQuerier,
  order: Order,
  attemptId: string,
): Promise<Result<AttemptResponse>> {
  const attempt = findAttempt(order, attemptId);
  if (attempt === undefined) return NOT_FOUND;
  if (isSettled(attempt)) return toAnswer(deps, order, attemptId);
  // The first cancel needs an answer of its own; more of them ask no more often than checks do.
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
    isAnswered: isAskedSinceCancel,
  });
  return after === undefined ? NOT_FOUND : toAnswer(deps, after, attemptId);
}

/** The shopper has paid in an app of their own: what came is looked for, also what can't be taken. */
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

function checkInterval(
  deps: Deps,
  querier: AttemptQuerier,
  attemptId: string,
): Result<null> {
  const waitMs = deps.settings.checkIntervalMs - querier.sinceAsked(attemptId);
  return waitMs <= 0
    ? ok(null)
    : refuse(
        "check_too_soon",
        "The provider was queried a moment ago. Try again shortly.",
        { retryAfterSeconds: Math.ceil(waitMs / 1000) },
      );
}
