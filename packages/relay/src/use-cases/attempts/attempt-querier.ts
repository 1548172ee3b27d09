/**
 * Queries the provider about an attempt and records the result, holding the lease of the attempt's task: one query per
 * attempt at a time, across processes. Concurrent callers wait for the running query and then query again.
 */
import { findAttempt } from "../../domain/order.ts";
import { isSettled, moneyMoved } from "../../domain/attempt.ts";
import type { Attempt } from "../../domain/attempt.ts";
import { lastPlace } from "../../domain/event-order.ts";
import type { Instant, Observation, Place } from "../../domain/observation.ts";
import type { Order } from "../../domain/order.ts";
import { nextQueryTime } from "../../domain/schedule.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { QueryAnswer } from "../../ports/provider.ts";
import type { LeasedTask, StoreTransaction, Task } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import { requestSettling } from "../transfers/request-transfers.ts";
import { holdingLease, LEASE_MS } from "../shared/lease.ts";
import { recordObservations } from "./record-observations.ts";
import type { Learned } from "./record-observations.ts";
import { waitSeconds } from "../shared/provider-answer.ts";
import { createProviderPauses } from "./provider-pauses.ts";
import type { ProviderPauses } from "./provider-pauses.ts";
import { queryPriority } from "./query-priority.ts";
import { RecentTimes } from "../shared/recent-times.ts";

export interface AttemptQuerier {
  /**
   * Queries under this lease, settles it, and returns the updated order. Skips the query if the attempt is already
   * paid, or before the provider's Retry-After. Undefined if there is no such attempt.
   */
  query(task: LeasedTask): Promise<Order | undefined>;
  /**
   * Returns the order after a query that started after this call, or after one that made a further query unnecessary.
   * If another process holds the lease for too long, requests a query and returns the order as it is.
   */
  ask(attemptId: string, asking?: Asking): Promise<Order | undefined>;
  /**
   * Leases the attempt for a query. If it is already leased, requests another query after that lease and returns null.
   */
  lease(tx: StoreTransaction, attemptId: string): Promise<LeasedTask | null>;
  /** Milliseconds since this process last queried the attempt; Infinity if it has not recently. */
  sinceAsked(attemptId: string): number;
  /** Records a query that is about to start. */
  noteAsked(attemptId: string): void;
}

type IsAnswered = (attempt: Attempt) => boolean;

export interface Asking {
  /** The result of `lease`. */
  readonly held?: LeasedTask | null;
  /**
   * Whether the attempt's new state makes a query unnecessary, after waiting for another lease. Default: only if it is
   * settled.
   */
  readonly isAnswered?: IsAnswered;
}

/** How long a shopper waits for a running query, and how often the lease is checked. */
const LONGEST_WAIT_MS = 30_000;
const FIRST_LOOK_MS = 10;
const LONGEST_LOOK_MS = 250;
/** The query interval for a hint after the schedule has ended. */
const HINT_AGAIN_MS = 60 * 60_000;

export function createAttemptQuerier(deps: Deps): AttemptQuerier {
  const { store, clock, timers } = deps;
  // Only limits the query rate; the lease prevents concurrent queries.
  const asked = new RecentTimes();
  const pauses = createProviderPauses(clock);

  const query = (task: LeasedTask): Promise<Order | undefined> => {
    asked.record(task.subject, clock.now());
    return queryOnce(deps, task, pauses);
  };

  /** Releases the lease without a query if none is needed. */
  const unlessAnswered = async (
    task: LeasedTask,
    isAnswered: IsAnswered,
  ): Promise<Order | undefined> => {
    const order = await store.findOrderByAttempt(task.subject);
    const attempt = findAttempt(order, task.subject);
    if (attempt === undefined) return query(task);
    // A hint received meanwhile may be about something that the other query missed.
    const isHint =
      task.priority === TASK_PRIORITY.first && !moneyMoved(attempt);
    if (isHint || !(isSettled(attempt) || isAnswered(attempt)))
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

  const wanted = (attemptId: string): Task => ({
    kind: "query_attempt",
    subject: attemptId,
    dueAt: clock.now(),
    priority: TASK_PRIORITY.shopper,
  });
  const take = (attemptId: string): Promise<LeasedTask | null> =>
    store.transaction((tx) =>
      tx.leaseTask(wanted(attemptId), clock.now(), LEASE_MS),
    );

  return {
    query,
    async lease(tx, attemptId) {
      const task = wanted(attemptId);
      const held = await tx.leaseTask(task, task.dueAt, LEASE_MS);
      if (held === null) await tx.runSooner(task);
      return held;
    },
    async ask(attemptId, { held = null, isAnswered = () => false } = {}) {
      const mine = held ?? (await take(attemptId));
      if (mine !== null) return holdingLease(deps, mine, query);
      let waitedMs = 0;
      for (let ms = FIRST_LOOK_MS; waitedMs < LONGEST_WAIT_MS; ms *= 2) {
        const lookMs = Math.min(ms, LONGEST_LOOK_MS);
        await sleep(lookMs);
        waitedMs += lookMs;
        const task = await take(attemptId);
        if (task !== null)
          return holdingLease(deps, task, (leased) =>
            unlessAnswered(leased, isAnswered),
          );
      }
      await store.transaction((tx) => tx.runSooner(wanted(attemptId)));
      return store.findOrderByAttempt(attemptId);
    },
    sinceAsked: (attemptId) => asked.sinceMs(attemptId, clock.now()),
    noteAsked(attemptId) {
      asked.record(attemptId, clock.now());
    },
  };
}

async function queryOnce(
  deps: Deps,
  task: LeasedTask,
  pauses: ProviderPauses,
): Promise<Order | undefined> {
  const { store, clock, log } = deps;
  const { subject: attemptId } = task;
  const order = await store.findOrderByAttempt(attemptId);
  const attempt = findAttempt(order, attemptId);
  if (order === undefined || attempt === undefined || moneyMoved(attempt)) {
    await store.transaction((tx) => tx.settleTask(task, null));
    return order;
  }
  const askedAt = clock.now();
  const putOff = async (
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
    return putOff();
  }
  // Applies to everyone: the shopper, hints and the schedule.
  const pausedUntil = pauses.until(provider.id);
  if (askedAt < pausedUntil) {
    const dueAt = Math.max(task.dueAt, pausedUntil);
    await store.transaction((tx) => tx.settleTask(task, { ...task, dueAt }));
    return order;
  }
  const since = lastPlace(await passDeadline(deps, order, attempt, askedAt));
  const absentForMs = deps.submitEnds.sinceMs(
    attemptId,
    attempt.facts.submitUnknownAt !== null,
  );
  const answer = await provider.query(
    attempt.plan,
    order.reference,
    attempt.facts.transfer?.reference ?? null,
  );
  if (answer.kind === "unavailable") {
    log.warn(
      { attemptId, orderId: order.id, detail: answer.detail },
      "the provider did not respond to a query",
    );
    const seconds = waitSeconds(answer);
    if (seconds > 0) pauses.begin(provider.id, seconds);
    return putOff();
  }
  if (answer.kind === "matched") {
    // If several transfers match, settle-transfer decides which one is accepted.
    const now = clock.now();
    const priority = queryPriority(attempt.plan, now);
    return putOff((tx) => requestSettling(tx, answer.transfer, now, priority));
  }
  const after = await recordObservations(
    deps,
    order.id,
    [
      {
        attemptId,
        source: "query",
        observation: toObservation(answer, askedAt, since, absentForMs),
      },
      ...acceptedLate(attempt, answer, askedAt),
    ],
    (tx, learned) => settle(deps, tx, task, learned, pauses, true),
  );
  return after === undefined ? undefined : giveUp(deps, task, after, true);
}

/** 72 hours without a final result, not yet recorded. */
function isToGiveUp(attempt: Attempt, now: Instant): boolean {
  return (
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
  isAnswered: boolean,
): Promise<Order> {
  const { subject: attemptId } = task;
  const now = deps.clock.now();
  const attempt = findAttempt(order, attemptId);
  if (attempt === undefined || !isToGiveUp(attempt, now)) return order;
  const seen: Observation = { kind: "unresolved", at: now };
  const after = await recordObservations(
    deps,
    order.id,
    [{ attemptId, source: "schedule", observation: seen }],
    (tx) => tx.settleTask(task, isAnswered ? null : askAgain(task, now)),
  );
  return after ?? order;
}

/**
 * After the schedule has ended, only an authenticated hint still leads to queries, until the provider responds: the
 * hint was acknowledged.
 */
function askAgain(task: LeasedTask, now: Instant): Task | null {
  return task.priority === TASK_PRIORITY.first
    ? { ...task, dueAt: now + HINT_AGAIN_MS }
    : null;
}

/**
 * Ends the lease and schedules the next query, unless the attempt is settled and the provider has responded. `giveUp`
 * handles the rest.
 */
async function settle(
  { clock, random }: Deps,
  tx: StoreTransaction,
  task: LeasedTask,
  order: Order,
  pauses: ProviderPauses,
  isAnswered: boolean,
): Promise<void> {
  const attempt = findAttempt(order, task.subject);
  const now = clock.now();
  if (attempt !== undefined && isToGiveUp(attempt, now)) return;
  if (attempt === undefined || (isAnswered && isSettled(attempt)))
    return tx.settleTask(task, null);
  const next = nextQueryTime(attempt.plan.createdAt, now, random.chance());
  if (next === undefined)
    return tx.settleTask(task, isAnswered ? null : askAgain(task, now));
  const priority = queryPriority(attempt.plan, now);
  await tx.settleTask(task, {
    ...task,
    dueAt: Math.max(next, pauses.until(attempt.plan.provider)),
    // A hint keeps its priority until the provider responds.
    priority:
      !isAnswered && task.priority === TASK_PRIORITY.first
        ? task.priority
        : priority,
  });
}

/**
 * A query after the deadline must also follow it in the order of events, even if the deadline's task has not run yet.
 */
async function passDeadline(
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

/** For an attempt whose process died after the submit, before it stored the action for the payer. */
function acceptedLate(
  { plan, facts }: Attempt,
  answer: QueryAnswer,
  at: Instant,
): readonly Learned[] {
  if (answer.kind !== "pending" || answer.action === undefined) return [];
  if (facts.accepted !== null) return [];
  const { action } = answer;
  return [
    {
      attemptId: plan.id,
      source: "query",
      observation: { kind: "accepted", at, action },
    },
  ];
}

/** The result is valid for the time of the request and the events before it, not for anything later. */
function toObservation(
  answer: Exclude<QueryAnswer, { kind: "unavailable" | "matched" }>,
  at: Instant,
  since: Place,
  absentForMs: number,
): Observation {
  switch (answer.kind) {
    case "succeeded":
      return {
        kind: "succeeded",
        at,
        amount: answer.amount,
        receipt: answer.receipt,
      };
    case "refused":
      return { kind: "refused", at, status: answer.status, code: answer.code };
    case "timed_out":
    case "pending":
      return { kind: answer.kind, at, since };
    case "not_found":
      return { kind: "not_found", at, since, absentForMs };
  }
}
