/**
 * Queries the provider about an attempt and records the result, holding the lease of the attempt's task: one query per
 * attempt at a time, across processes. Concurrent callers wait for the running query and then query again.
 */
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
import { holdingLease, LEASE_MS } from "../shared/lease.ts";
import { askProvider } from "./ask-provider.ts";
import { recordObservations } from "./record-observations.ts";
import { createProviderPauses } from "./provider-pauses.ts";
import type { ProviderPauses } from "./provider-pauses.ts";
import { queryPriority } from "./query-priority.ts";
import { RecentTimes } from "../shared/recent-times.ts";

export interface AttemptQuerier {
  /**
   * Queries under this lease, settles it, and returns the updated order. Skips the query if the attempt is already
   * paid, or before the provider's Retry-After. Undefined if there is no such attempt. `order`: as it was read with the
   * lease, if it was.
   */
  query(task: LeasedTask, order?: Order): Promise<Order | undefined>;
  /**
   * Returns the order after a query that started after this call, or after one that made a further query unnecessary.
   * If another process holds the lease for too long, requests a query and returns the order as it is.
   */
  ask(attemptId: string, options?: QueryOptions): Promise<Order | undefined>;
  /**
   * Leases the attempt for a query. If it is already leased, requests another query after that lease and returns null.
   */
  lease(tx: StoreTransaction, attemptId: string): Promise<LeasedTask | null>;
  /**
   * Runs `work`, a query of somebody's own, under the attempt's lease, and leaves its schedule as it was. Null while
   * another query runs.
   */
  alone<T>(attempt: Attempt, work: () => Promise<T>): Promise<T | null>;
  /** Milliseconds since this process last queried the attempt; Infinity if it has not recently. */
  sinceLastQuery(attemptId: string): number;
  /** Records a query that is about to start. */
  recordQuery(attemptId: string): void;
  /** Apply to all who ask. */
  readonly pauses: ProviderPauses;
}

type IsSatisfied = (attempt: Attempt) => boolean;

export interface QueryOptions {
  /** The result of `lease`. */
  readonly held?: LeasedTask | null;
  /**
   * Whether the attempt's new state makes a query unnecessary, after waiting for another lease. Default: only if it is
   * settled.
   */
  readonly isSatisfied?: IsSatisfied;
}

/** How long a shopper waits for a running query, and how often the lease is checked. */
const MAX_WAIT_MS = 30_000;
const FIRST_POLL_MS = 10;
const MAX_POLL_MS = 250;
/** The query interval for a hint after the schedule has ended. */
const HINT_RETRY_MS = 60 * 60_000;

export function createAttemptQuerier(deps: Deps): AttemptQuerier {
  const { store, clock, timers } = deps;
  // Only limits the query rate; the lease prevents concurrent queries.
  const lastQueries = new RecentTimes();
  const pauses = createProviderPauses(clock);

  const query: AttemptQuerier["query"] = async (task, known) => {
    lastQueries.record(task.subject, clock.now());
    const order = known ?? (await store.findOrderByAttempt(task.subject));
    return queryOnce(deps, task, order, pauses);
  };

  /** Releases the lease without a query if none is needed. */
  const queryIfNeeded = async (
    task: LeasedTask,
    isSatisfied: IsSatisfied,
  ): Promise<Order | undefined> => {
    const order = await store.findOrderByAttempt(task.subject);
    const attempt = findAttempt(order, task.subject);
    if (attempt === undefined) return query(task);
    // A hint received meanwhile may be about something that the other query missed.
    const isHint =
      task.priority === TASK_PRIORITY.first && !isPaidOrMismatched(attempt);
    if (isHint || !(isSettled(attempt) || isSatisfied(attempt)))
      return query(task);
    await store.transaction((tx) =>
      tx.settleTask(task, isSettled(attempt) ? null : task),
    );
    return order;
  };

  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      timers.after(ms, resolve);
    });

  const queryTask = (attemptId: string): Task => ({
    kind: "query_attempt",
    subject: attemptId,
    dueAt: clock.now(),
    priority: TASK_PRIORITY.shopper,
  });
  const tryLease = (attemptId: string): Promise<LeasedTask | null> =>
    store.transaction((tx) =>
      tx.leaseTask(queryTask(attemptId), clock.now(), LEASE_MS),
    );

  return {
    query,
    pauses,
    async lease(tx, attemptId) {
      const task = queryTask(attemptId);
      const held = await tx.leaseTask(task, task.dueAt, LEASE_MS);
      if (held === null) await tx.runSooner(task);
      return held;
    },
    async ask(attemptId, { held = null, isSatisfied = () => false } = {}) {
      const lease = held ?? (await tryLease(attemptId));
      if (lease !== null)
        return holdingLease(deps, lease, (task) => query(task));
      let waitedMs = 0;
      for (let ms = FIRST_POLL_MS; waitedMs < MAX_WAIT_MS; ms *= 2) {
        const pollMs = Math.min(ms, MAX_POLL_MS);
        await sleep(pollMs);
        waitedMs += pollMs;
        const task = await tryLease(attemptId);
        if (task !== null)
          return holdingLease(deps, task, (leased) =>
            queryIfNeeded(leased, isSatisfied),
          );
      }
      await store.transaction((tx) => tx.runSooner(queryTask(attemptId)));
      return store.findOrderByAttempt(attemptId);
    },
    async alone(attempt, work) {
      const { id, createdAt } = attempt.plan;
      const now = clock.now();
      // Once the lease has ended, a row that a dead relay leaves behind is found and goes.
      const made = { ...queryTask(id), dueAt: now + LEASE_MS };
      const lease = await store.transaction((tx) =>
        tx.leaseTask(made, now, LEASE_MS),
      );
      if (lease === null) return null;
      const isUnscheduled =
        isSettled(attempt) || nextQueryTime(createdAt, now, 0) === undefined;
      const isOurs = isUnscheduled && lease.dueAt === made.dueAt;
      return holdingLease(deps, lease, async (task) => {
        const value = await work();
        await store.transaction((tx) =>
          tx.settleTask(task, isOurs ? null : task),
        );
        return value;
      });
    },
    sinceLastQuery: (attemptId) => lastQueries.sinceMs(attemptId, clock.now()),
    recordQuery(attemptId) {
      lastQueries.record(attemptId, clock.now());
    },
  };
}

async function queryOnce(
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
