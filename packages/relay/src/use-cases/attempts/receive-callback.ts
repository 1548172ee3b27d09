/**
 * A callback is a hint: it may update the display and always triggers a query, but it never pays an order. The
 * observation, the query task and the raw bytes are stored before the callback is acknowledged; of unauthenticated
 * callbacks only the first few are kept.
 */
import type { Amount } from "@malipo/protocol";
import { isSameId } from "../../domain/same-id.ts";
import { findAttempt } from "../../domain/order.ts";
import { isPaidOrMismatched } from "../../domain/attempt.ts";
import type { Attempt, AttemptPlan, ProviderId } from "../../domain/attempt.ts";
import type { Order } from "../../domain/order.ts";
import { sameAmount } from "../../domain/amount.ts";
import type { CallbackHint, Provider } from "../../ports/provider.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { LeasedTask, StoreTransaction } from "../../ports/store.ts";
import type { AttemptQuerier } from "./attempt-querier.ts";
import type { Deps } from "../shared/deps.ts";
import { LEASE_MS } from "../shared/lease.ts";
import type { Scheduler } from "../shared/scheduler.ts";
import { queryOf, requestQuery } from "./request-query.ts";
import { recordObservations } from "./record-observations.ts";
import type { ObservationInput } from "./record-observations.ts";

export type CallbackResult = "recorded" | "unknown_attempt";

export interface CallbackReceiver {
  /** A callback to an attempt's own URL. The caller has verified the MAC. */
  receive(attemptId: string, raw: Uint8Array): Promise<CallbackResult>;
  /** A callback whose signature was verified; `hint` is its content. */
  receiveSigned(
    provider: ProviderId,
    hint: CallbackHint,
    raw: Uint8Array,
  ): Promise<CallbackResult>;
  /**
   * A callback to the shared URL, without authentication: it can only trigger a rate-limited query of the named
   * attempt.
   */
  receiveUnsigned(provider: Provider, raw: Uint8Array): Promise<CallbackResult>;
}

/** The minimum interval between queries of one attempt caused by unauthenticated callbacks. */
const UNSIGNED_INTERVAL_MS = 10_000;
/** How many unauthenticated bodies are kept per attempt, and for how many attempts they are counted. */
const UNSIGNED_KEPT = 20;
const ATTEMPTS_COUNTED = 10_000;

export function createCallbackReceiver(
  deps: Deps,
  querier: Pick<AttemptQuerier, "sinceLastQuery">,
  scheduler: Pick<Scheduler, "hasCapacity" | "run">,
): CallbackReceiver {
  const kept = new Map<string, number>();

  /** Untrusted input must not fill the disk. */
  const mayKeep = (attempt: Attempt): boolean => {
    const { id } = attempt.plan;
    const count = (kept.get(id) ?? 0) + 1;
    kept.delete(id);
    kept.set(id, count);
    const [oldest] = kept.keys();
    if (kept.size > ATTEMPTS_COUNTED && oldest !== undefined)
      kept.delete(oldest);
    return count <= UNSIGNED_KEPT && !isPaidOrMismatched(attempt);
  };

  /** Leases the query right away if the scheduler has capacity, which saves a poll. */
  const leaseQuery = async (
    tx: StoreTransaction,
    order: Order,
    attemptId: string,
  ): Promise<LeasedTask | null> => {
    const task = queryOf(
      order,
      attemptId,
      deps.clock.now(),
      TASK_PRIORITY.first,
    );
    if (task === null) return null;
    // Requested first: if this process dies during the query, the task is due again at once.
    await tx.runSooner(task);
    return scheduler.hasCapacity(task.kind, task.priority)
      ? tx.leaseTask(task, task.dueAt, LEASE_MS)
      : null;
  };

  const recordAuthenticated = async (
    attemptId: string,
    decide: (order: Order) => readonly ObservationInput[],
  ): Promise<CallbackResult> => {
    // Set anew by each run: the store may repeat a transaction.
    let leased = null as LeasedTask | null;
    const order = await recordObservations(
      deps,
      { attemptId },
      (_tx, before) => decide(before),
      async (tx, after) => {
        leased = await leaseQuery(tx, after, attemptId);
      },
    );
    if (leased !== null) scheduler.run(leased, order);
    return order === undefined ? "unknown_attempt" : "recorded";
  };

  return {
    receive: (attemptId, raw) =>
      recordAuthenticated(attemptId, (order) =>
        readAuthenticated(deps, order, attemptId, raw),
      ),

    async receiveSigned(providerId, hint, raw) {
      const attemptId = hint.attemptId ?? "";
      const order = await deps.store.findOrderByAttempt(attemptId);
      if (findAttempt(order, attemptId)?.plan.provider !== providerId)
        return "unknown_attempt";
      return recordAuthenticated(attemptId, (before) =>
        toInputs(deps, before, attemptId, hint, raw),
      );
    },

    async receiveUnsigned(provider, raw) {
      const attemptId = provider.readCallback(raw, null)?.attemptId ?? null;
      if (attemptId === null) return "unknown_attempt";
      const order = await deps.store.findOrderByAttempt(attemptId);
      const attempt = findAttempt(order, attemptId);
      if (attempt?.plan.provider !== provider.id) return "unknown_attempt";
      const { id } = attempt.plan;
      const observations: ObservationInput[] = mayKeep(attempt)
        ? [{ attemptId: id, source: "callback", observation: null, raw }]
        : [];
      const waitMs = UNSIGNED_INTERVAL_MS - querier.sinceLastQuery(id);
      const dueAt = deps.clock.now() + Math.max(0, waitMs);
      await recordObservations(
        deps,
        attempt.plan.orderId,
        observations,
        (tx, before) =>
          requestQuery(tx, before, id, dueAt, TASK_PRIORITY.background),
      );
      return "recorded";
    },
  };
}

function readAuthenticated(
  deps: Deps,
  order: Order,
  attemptId: string,
  raw: Uint8Array,
): readonly ObservationInput[] {
  const attempt = findAttempt(order, attemptId);
  if (attempt === undefined) return [];
  const { id, provider: providerId, amount } = attempt.plan;
  const provider = deps.providers.find((each) => each.id === providerId);
  const hint = provider?.readCallback(raw, amount.currency) ?? null;
  return toInputs(deps, order, id, hint, raw);
}

function toInputs(
  deps: Deps,
  order: Order,
  attemptId: string,
  hint: CallbackHint | null,
  raw: Uint8Array,
): readonly ObservationInput[] {
  const attempt = findAttempt(order, attemptId);
  if (attempt === undefined) return [];
  const { id } = attempt.plan;
  const [first = null, ...rest] = toObservations(deps, attempt, hint);
  return [
    { attemptId: id, source: "callback", observation: first, raw },
    ...rest.map((observation) => ({
      attemptId: id,
      source: "callback" as const,
      observation,
    })),
  ];
}

function toObservations(
  deps: Deps,
  { plan }: Attempt,
  hint: CallbackHint | null,
): ObservationInput["observation"][] {
  if (
    hint === null ||
    (hint.attemptId !== null && !isSameId(hint.attemptId, plan.id))
  )
    return [];
  const at = deps.clock.now();
  const observations: ObservationInput["observation"][] = hint.payerAnswered
    ? [{ kind: "payer_answered", at }]
    : [];
  const disputed = hint.hasAmount && !isPlausible(hint.amount, plan);
  if (disputed) observations.push({ kind: "amount_disputed", at });
  return observations;
}

/** Any sum where the payer chooses it, else what was asked for. */
const isPlausible = (
  amount: Amount | null,
  { amount: asked, takesParts }: AttemptPlan,
): boolean =>
  amount !== null &&
  (takesParts === true
    ? amount.currency === asked.currency && amount.value >= 1
    : sameAmount(amount, asked));
