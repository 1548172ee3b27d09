/**
 * Queries the provider about an attempt and records the result, holding the lease of the attempt's task: one query per
 * attempt at a time, across processes. Concurrent callers wait for the running query and then query again.
 */
import { findAttempt } from "../../domain/order.ts";
import { isSettled, isPaidOrMismatched } from "../../domain/attempt.ts";
import type { Attempt } from "../../domain/attempt.ts";
import type { Order } from "../../domain/order.ts";
import { nextQueryTime } from "../../domain/schedule.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { LeasedTask, StoreTransaction, Task } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import { holdingLease, LEASE_MS } from "../shared/lease.ts";
import { createProviderPauses } from "./provider-pauses.ts";
import type { ProviderPauses } from "./provider-pauses.ts";
import { queryOnce } from "./query-once.ts";
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
   * If another process holds the lease for too long, or too many shoppers ask, requests a query and returns the order as
   * it is.
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
  /** However many shoppers ask: for the merchant. Default: false. */
  readonly always?: boolean;
}

/** How long a shopper waits for a running query, and how often the lease is checked. */
const MAX_WAIT_MS = 30_000;
const FIRST_POLL_MS = 10;
const MAX_POLL_MS = 250;
/**
 * How many queries of shoppers run at once beside the scheduler's. Further ones are tasks like all others, so that no
 * flood of them gets ahead of what a callback is about.
 */
const MOST_AT_ONCE = 8;

export function createAttemptQuerier(deps: Deps): AttemptQuerier {
  const { store, clock, timers } = deps;
  // Only limits the query rate; the lease prevents concurrent queries.
  const lastQueries = new RecentTimes();
  const pauses = createProviderPauses(clock);
  let asking = 0;

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

  const askNow: AttemptQuerier["ask"] = async (
    attemptId,
    { held = null, isSatisfied = () => false } = {},
  ) => {
    const lease = held ?? (await tryLease(attemptId));
    if (lease !== null) return holdingLease(deps, lease, (task) => query(task));
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
    return askInTurn(attemptId, null);
  };

  /** Leaves the query to the scheduler, and returns the order as it is. */
  const askInTurn = async (
    attemptId: string,
    held: LeasedTask | null,
  ): Promise<Order | undefined> => {
    const now = clock.now();
    const waitMs =
      deps.settings.hintIntervalMs - lastQueries.sinceMs(attemptId, now);
    const dueAt = now + Math.max(0, waitMs);
    await store.transaction(async (tx) => {
      await tx.runSooner({ ...queryTask(attemptId), dueAt });
      if (held !== null) await tx.settleTask(held, held);
    });
    return store.findOrderByAttempt(attemptId);
  };

  return {
    query,
    pauses,
    async lease(tx, attemptId) {
      const task = queryTask(attemptId);
      const held = await tx.leaseTask(task, task.dueAt, LEASE_MS);
      if (held === null) await tx.runSooner(task);
      return held;
    },
    async ask(attemptId, options = {}) {
      const { held = null, always = false } = options;
      if (always) return askNow(attemptId, options);
      if (asking >= MOST_AT_ONCE) return askInTurn(attemptId, held);
      asking += 1;
      try {
        return await askNow(attemptId, options);
      } finally {
        asking -= 1;
      }
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
