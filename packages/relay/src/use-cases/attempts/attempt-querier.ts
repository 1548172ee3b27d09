/**
 * Asks the provider what became of an attempt and records the answer, under the lease of the attempt's task: one query
 * at a time for each attempt, in whatever process. Who asks while one is under way waits for it and asks after it.
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
import { waitSeconds } from "../shared/provider-answer.ts";
import { createProviderPauses } from "./provider-pauses.ts";
import type { ProviderPauses } from "./provider-pauses.ts";
import { queryPriority } from "./query-priority.ts";
import { RecentTimes } from "../shared/recent-times.ts";

export interface AttemptQuerier {
  /**
   * The order after a query under this lease, which it settles. No query is made when money has moved already, and none
   * before the time that the provider named to come back. Undefined when there is no such attempt.
   */
  query(task: LeasedTask): Promise<Order | undefined>;
  /**
   * The order after a query that began after the call, or after one that leaves nothing to ask. Where another holds the
   * attempt for long, the order as it is then; it is asked about all the same.
   */
  ask(attemptId: string, asking?: Asking): Promise<Order | undefined>;
  /** Takes the attempt for a query; where another holds it, has it asked about once more after that, and gives null. */
  lease(tx: StoreTransaction, attemptId: string): Promise<LeasedTask | null>;
  /** Milliseconds since this process last asked about the attempt; Infinity when it has not for a while. */
  sinceAsked(attemptId: string): number;
  /** From now on it counts as asked about, until it is. */
  noteAsked(attemptId: string): void;
}

type IsAnswered = (attempt: Attempt) => boolean;

export interface Asking {
  /** What `lease` gave. */
  readonly held?: LeasedTask | null;
  /** Whether what was learned while another held the attempt leaves nothing to ask. Default: only its end does. */
  readonly isAnswered?: IsAnswered;
}

/** How long a shopper is kept waiting for the end of another's query, and how often that is looked for. */
const LONGEST_WAIT_MS = 30_000;
const FIRST_LOOK_MS = 10;
const LONGEST_LOOK_MS = 250;
/** How often a hint is followed that the schedule has no time for any more. */
const HINT_AGAIN_MS = 60 * 60_000;

export function createAttemptQuerier(deps: Deps): AttemptQuerier {
  const { store, clock, timers } = deps;
  // Spares the provider questions; that only one is asked at a time is the lease's doing.
  const asked = new RecentTimes();
  const pauses = createProviderPauses(clock);

  const query = (task: LeasedTask): Promise<Order | undefined> => {
    asked.record(task.subject, clock.now());
    return queryOnce(deps, task, pauses);
  };

  /** Gives back what needs no query after all. */
  const unlessAnswered = async (
    task: LeasedTask,
    isAnswered: IsAnswered,
  ): Promise<Order | undefined> => {
    const order = await store.findOrderByAttempt(task.subject);
    const attempt = findAttempt(order, task.subject);
    if (attempt === undefined) return query(task);
    // A hint that came meanwhile may tell of what the other's answer could not know of.
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
  // Whoever wants to know: the shopper, a hint and the schedule wait alike.
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
      "the provider gave no answer to a query",
    );
    const seconds = waitSeconds(answer);
    if (seconds > 0) pauses.begin(provider.id, seconds);
    return putOff();
  }
  if (answer.kind === "matched") {
    // Which of several transfers is the attempt's is decided where they are taken, and nowhere else.
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
    ],
    (tx, learned) => settle(deps, tx, task, learned, pauses, true),
  );
  return after === undefined ? undefined : giveUp(deps, task, after, true);
}

/** 72 hours without a final answer, and nobody was told yet. */
function isToGiveUp(attempt: Attempt, now: Instant): boolean {
  return (
    !isSettled(attempt) &&
    !attempt.facts.unresolved &&
    nextQueryTime(attempt.plan.createdAt, now, 0) === undefined
  );
}

/** Nobody asks any more on a schedule, and a person must look. Does nothing before its time. */
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
 * After the schedule's end only what a proven sender said is still worth a question, until the provider has answered
 * one: it was told that its message is here.
 */
function askAgain(task: LeasedTask, now: Instant): Task | null {
  return task.priority === TASK_PRIORITY.first
    ? { ...task, dueAt: now + HINT_AGAIN_MS }
    : null;
}

/**
 * Ends the lease: the attempt is asked about again by the schedule, unless it has ended and the provider has answered.
 * `giveUp` ends the rest.
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
    // What was hinted at stays a hint until there is an answer.
    priority:
      !isAnswered && task.priority === TASK_PRIORITY.first
        ? task.priority
        : priority,
  });
}

/** A query past the deadline comes after it in order of events too, where the deadline's own task has yet to run. */
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

/** The answer speaks for the moment we asked, and for the events before it: it can't know of anything later. */
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
