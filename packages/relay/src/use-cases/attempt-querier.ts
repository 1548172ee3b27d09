/**
 * Asks the provider what became of an attempt and records the answer. One query at a time per
 * attempt: who asks while one is under way shares its answer, unless it began too early for them.
 */
import { moneyMoved } from "../domain/attempt.ts";
import type { Instant, Observation } from "../domain/observation.ts";
import type { Order } from "../domain/order.ts";
import type { QueryAnswer } from "../ports/provider.ts";
import type { Deps } from "./deps.ts";
import { hastenSettling } from "./hasten-transfers.ts";
import { observe } from "./observe.ts";
import { queryPriority } from "./query-priority.ts";
import { RecentTimes } from "./recent-times.ts";
import type { Wakeable } from "./scheduler.ts";

export interface AttemptQuerier {
  /**
   * The order after a query that began at `notBefore` or later. No query is made when money has moved already.
   * Undefined when there is no such attempt.
   */
  ask(attemptId: string, notBefore: Instant): Promise<Order | undefined>;
  /** Milliseconds since this process last asked about the attempt; Infinity when it has not for a while. */
  sinceAsked(attemptId: string): number;
  /** Resolves when the query that is under way has ended; undefined when there is none. Never rejects. */
  whenIdle(attemptId: string): Promise<void> | undefined;
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

  const start = (attemptId: string): Running => {
    const startedAt = deps.clock.now();
    asked.record(attemptId, startedAt);
    const answer = queryOnce(deps, scheduler, attemptId, startedAt).finally(
      () => running.delete(attemptId),
    );
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
  };
}

async function queryOnce(
  deps: Deps,
  scheduler: Wakeable,
  attemptId: string,
  askedAt: Instant,
): Promise<Order | undefined> {
  const order = await deps.store.findOrderByAttempt(attemptId);
  const attempt = order?.attempts.find(({ plan }) => plan.id === attemptId);
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
    { attemptId, source: "query", observation: toObservation(answer, askedAt) },
  ]);
}

/** The answer speaks for the moment we asked: it can't know of anything later. */
function toObservation(
  answer: Exclude<QueryAnswer, { kind: "unavailable" | "matched" }>,
  at: Instant,
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
      return { kind: answer.kind, at };
  }
}
