/** One query of the provider under the lease of its task, and when the next one is due. */
import { findAttempt } from "../../domain/order.ts";
import { isSettled, isPaidOrMismatched } from "../../domain/attempt.ts";
import type { Attempt } from "../../domain/attempt.ts";
import type { Instant, Observation } from "../../domain/observation.ts";
import type { Order } from "../../domain/order.ts";
import { LONGEST_QUERY_STEP_MS, nextQueryTime } from "../../domain/schedule.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { LeasedTask, StoreTransaction, Task } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import { requestSettling } from "../transfers/request-transfers.ts";
import { askProvider } from "./ask-provider.ts";
import { recordObservations } from "./record-observations.ts";
import type { ProviderPauses } from "./provider-pauses.ts";
import { queryPriority } from "./query-priority.ts";

/** The query interval for a hint after the schedule has ended. */
const HINT_RETRY_MS = 60 * 60_000;

/** Skips the query if the attempt is already paid, or before the provider's Retry-After. */
export async function queryOnce(
  deps: Deps,
  task: LeasedTask,
  order: Order | undefined,
  pauses: ProviderPauses,
): Promise<Order | undefined> {
  const { store, clock, log } = deps;
  const { subject: attemptId } = task;
  const attempt = findAttempt(order, attemptId);
  if (
    order === undefined ||
    attempt === undefined ||
    isPaidOrMismatched(attempt)
  ) {
    await store.transaction((tx) => tx.settleTask(task, null));
    return order;
  }
  const queriedAt = clock.now();
  const postpone = async (
    also?: (tx: StoreTransaction) => Promise<void>,
  ): Promise<Order> => {
    await store.transaction(async (tx) => {
      await also?.(tx);
      await settle(deps, tx, task, order, pauses, false);
    });
    return giveUp(deps, task, order, false);
  };
  const provider = deps.providers.find(
    ({ id }) => id === attempt.plan.provider,
  );
  if (provider === undefined) {
    log.error(
      { attemptId, provider: attempt.plan.provider },
      "the provider of an open attempt is not configured",
    );
    return postpone();
  }
  // Applies to everyone: the shopper, hints and the schedule.
  const pausedUntil = pauses.until(provider.id);
  if (queriedAt < pausedUntil) {
    const dueAt = Math.max(task.dueAt, pausedUntil);
    await store.transaction((tx) => tx.settleTask(task, { ...task, dueAt }));
    return order;
  }
  const { result, inputs } = await askProvider(
    deps,
    pauses,
    provider,
    order,
    attempt,
  );
  if (result.kind === "unavailable") return postpone();
  if (result.kind === "matched") {
    // If several transfers match, settle-transfer decides which one is accepted.
    const now = clock.now();
    const priority = queryPriority(attempt.plan, now);
    return postpone((tx) =>
      requestSettling(tx, result.transfer, now, priority),
    );
  }
  const after = await recordObservations(
    deps,
    order.id,
    inputs,
    (tx, updated) => settle(deps, tx, task, updated, pauses, true),
  );
  return after === undefined ? undefined : giveUp(deps, task, after, true);
}

/** 72 hours without a final result, not yet recorded. */
function isTimeToGiveUp(
  { clockSteps }: Deps,
  attempt: Attempt,
  now: Instant,
): boolean {
  return (
    !clockSteps.isDoubtful() &&
    !isSettled(attempt) &&
    !attempt.facts.unresolved &&
    nextQueryTime(attempt.plan.createdAt, now, 0) === undefined
  );
}

/** Ends the scheduled queries and flags the attempt for review. Does nothing before 72 hours. */
async function giveUp(
  deps: Deps,
  task: LeasedTask,
  order: Order,
  hasResponse: boolean,
): Promise<Order> {
  const { subject: attemptId } = task;
  const now = deps.clock.now();
  const attempt = findAttempt(order, attemptId);
  if (attempt === undefined || !isTimeToGiveUp(deps, attempt, now))
    return order;
  const observation: Observation = { kind: "unresolved", at: now };
  const after = await recordObservations(
    deps,
    order.id,
    [{ attemptId, source: "schedule", observation }],
    (tx) => tx.settleTask(task, hasResponse ? null : retryHint(task, now)),
  );
  return after ?? order;
}

/**
 * After the schedule has ended, only an authenticated hint still leads to queries, until the provider responds: the
 * hint was acknowledged.
 */
function retryHint(task: LeasedTask, now: Instant): Task | null {
  return task.priority === TASK_PRIORITY.first
    ? { ...task, dueAt: now + HINT_RETRY_MS }
    : null;
}

/**
 * Ends the lease and schedules the next query, unless the attempt is settled and the provider has responded. `giveUp`
 * handles the rest.
 */
async function settle(
  deps: Deps,
  tx: StoreTransaction,
  task: LeasedTask,
  order: Order,
  pauses: ProviderPauses,
  hasResponse: boolean,
): Promise<void> {
  const attempt = findAttempt(order, task.subject);
  const { clock, random, clockSteps } = deps;
  const now = clock.now();
  if (attempt !== undefined && isTimeToGiveUp(deps, attempt, now)) return;
  if (attempt === undefined || (hasResponse && isSettled(attempt)))
    return tx.settleTask(task, null);
  const next =
    nextQueryTime(attempt.plan.createdAt, now, random.chance()) ??
    // The end may only seem to have come.
    (clockSteps.isDoubtful() ? now + LONGEST_QUERY_STEP_MS : undefined);
  if (next === undefined)
    return tx.settleTask(task, hasResponse ? null : retryHint(task, now));
  const priority = queryPriority(attempt.plan, now);
  await tx.settleTask(task, {
    ...task,
    dueAt: Math.max(next, pauses.until(attempt.plan.provider)),
    // A hint keeps its priority until the provider responds.
    priority:
      !hasResponse && task.priority === TASK_PRIORITY.first
        ? task.priority
        : priority,
  });
}
