/**
 * Asks the provider what became of an attempt and records the answer. One query at a time per
 * attempt: who asks while one is under way shares its answer, unless it began too early for them.
 */
import { findAttempt } from "../../domain/order.ts";
import { moneyMoved } from "../../domain/attempt.ts";
import type { Attempt, ProviderId } from "../../domain/attempt.ts";
import { lastPlace } from "../../domain/event-order.ts";
import type { Instant, Observation, Place } from "../../domain/observation.ts";
import type { Order } from "../../domain/order.ts";
import type { Clock } from "../../ports/clock.ts";
import type { QueryAnswer } from "../../ports/provider.ts";
import type { Deps } from "../shared/deps.ts";
import { hastenSettling } from "../transfers/hasten-transfers.ts";
import { observe } from "./observe.ts";
import { waitSeconds } from "../shared/provider-answer.ts";
import { queryPriority } from "./query-priority.ts";
import { RecentTimes } from "../shared/recent-times.ts";
import type { Wakeable } from "../shared/scheduler.ts";

export interface AttemptQuerier {
  /**
   * The order after a query that began at `notBefore` or later. No query is made when money has moved already, and none
   * before the time that the provider named to come back.
   * Undefined when there is no such attempt.
   */
  ask(attemptId: string, notBefore: Instant): Promise<Order | undefined>;
  /** Milliseconds since this process last asked about the attempt; Infinity when it has not for a while. */
  sinceAsked(attemptId: string): number;
  /** Resolves when the query that is under way has ended; undefined when there is none. Never rejects. */
  whenIdle(attemptId: string): Promise<void> | undefined;
  /** Until when the provider wants to be left alone, as far as this process was told; `-Infinity` where it named no time. */
  pausedUntil(provider: ProviderId): Instant;
}

interface Running {
  readonly startedAt: Instant;
  readonly answer: Promise<Order | undefined>;
}

export function createAttemptQuerier(
  deps: Deps,
  scheduler: Wakeable,
): AttemptQuerier {
  const running = new Map<string, Running>();
  const asked = new RecentTimes();
  const pauses = createPauses(deps.clock);

  const start = (attemptId: string): Running => {
    const startedAt = deps.clock.now();
    asked.record(attemptId, startedAt);
    const answer = queryOnce(
      deps,
      scheduler,
      attemptId,
      startedAt,
      pauses,
    ).finally(() => running.delete(attemptId));
    const entry = { startedAt, answer };
    running.set(attemptId, entry);
    return entry;
  };

  return {
    async ask(attemptId, notBefore) {
      const current = running.get(attemptId);
      if (current !== undefined && current.startedAt >= notBefore)
        return current.answer;
      if (current !== undefined) {
        // The earlier query's own caller hears of its failure; here only its end matters.
        await current.answer.catch(() => undefined);
        return (running.get(attemptId) ?? start(attemptId)).answer;
      }
      return start(attemptId).answer;
    },
    sinceAsked: (attemptId) => asked.sinceMs(attemptId, deps.clock.now()),
    whenIdle: (attemptId) =>
      running.get(attemptId)?.answer.then(
        () => undefined,
        () => undefined,
      ),
    pausedUntil: (provider) => pauses.until(provider),
  };
}

interface Pauses {
  until(provider: ProviderId): Instant;
  begin(provider: ProviderId, seconds: number): void;
}

/** Which providers named a time to come back. */
function createPauses(clock: Clock): Pauses {
  const told = new Map<ProviderId, { from: Instant; until: Instant }>();
  return {
    until(provider) {
      const pause = told.get(provider);
      // A clock that was put back must not keep anybody waiting.
      return pause !== undefined && pause.from <= clock.now()
        ? pause.until
        : -Infinity;
    },
    begin(provider, seconds) {
      const from = clock.now();
      told.set(provider, { from, until: from + seconds * 1000 });
    },
  };
}

async function queryOnce(
  deps: Deps,
  scheduler: Wakeable,
  attemptId: string,
  askedAt: Instant,
  pauses: Pauses,
): Promise<Order | undefined> {
  const order = await deps.store.findOrderByAttempt(attemptId);
  const attempt = findAttempt(order, attemptId);
  if (order === undefined || attempt === undefined || moneyMoved(attempt))
    return order;
  const provider = deps.providers.find(
    ({ id }) => id === attempt.plan.provider,
  );
  if (provider === undefined) {
    deps.log.error(
      { attemptId, provider: attempt.plan.provider },
      "the provider of an open attempt is not configured",
    );
    return order;
  }
  // Whoever wants to know: the shopper, a hint and the schedule wait alike.
  if (askedAt < pauses.until(provider.id)) return order;
  const since = lastPlace(await passDeadline(deps, order, attempt, askedAt));
  const answer = await provider.query(
    attempt.plan,
    order.reference,
    attempt.facts.transfer?.reference ?? null,
  );
  if (answer.kind === "unavailable") {
    deps.log.warn(
      { attemptId, orderId: order.id, detail: answer.detail },
      "the provider gave no answer to a query",
    );
    const seconds = waitSeconds(answer);
    if (seconds > 0) pauses.begin(provider.id, seconds);
    return order;
  }
  if (answer.kind === "matched") {
    // Which of several transfers is the attempt's is decided where they are taken, and nowhere else.
    await deps.store.transaction((tx) =>
      hastenSettling(
        tx,
        answer.transfer,
        deps.clock.now(),
        queryPriority(attempt.plan, deps.clock.now()),
      ),
    );
    scheduler.wake();
    return order;
  }
  return observe(deps, order.id, [
    {
      attemptId,
      source: "query",
      observation: toObservation(answer, askedAt, since),
    },
  ]);
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
  const after = await observe(deps, order.id, [
    { attemptId: plan.id, source: "schedule", observation },
  ]);
  return after ?? order;
}

/** The answer speaks for the moment we asked, and for the events before it: it can't know of anything later. */
function toObservation(
  answer: Exclude<QueryAnswer, { kind: "unavailable" | "matched" }>,
  at: Instant,
  since: Place,
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
    case "not_found":
      return { kind: answer.kind, at, since };
  }
}
