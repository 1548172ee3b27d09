/**
 * The only way to update an attempt: observations, the joined state, the new version and follow-up tasks are stored in
 * one durable transaction.
 */
import type { Order as OrderJson } from "@malipo/protocol";
import { withSequence } from "../../domain/event-order.ts";
import { join } from "../../domain/join.ts";
import type { Observation } from "../../domain/observation.ts";
import { findAttempt } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import { amountPaid, isPartPaid } from "../../domain/part-payments.ts";
import { eraseObservation } from "../../domain/privacy/personal-data.ts";
import { issuesOf } from "../../domain/resolution.ts";
import { isSameValue } from "../../domain/same-value.ts";
import { parseTraceparent } from "../../domain/traceparent.ts";
import type { ObservationSource, StoreTransaction } from "../../ports/store.ts";
import { putOrderAlerts } from "../alerts/put-alert.ts";
import { claimReceipts } from "./claim-receipts.ts";
import { divertSurplus } from "../payment-links/link-uses.ts";
import type { Deps } from "../shared/deps.ts";
import { traced } from "../shared/traced.ts";
import { putOrderEvents } from "../deliveries/outbox.ts";
import { requestReceipts } from "../receipts/request-receipts.ts";
import { toOrderJson } from "../orders/order-view.ts";

export interface ObservationInput {
  readonly attemptId: string;
  readonly source: ObservationSource;
  /** Null for a callback without usable content. */
  readonly observation: Observation | null;
  /** The callback's original bytes. */
  readonly raw?: Uint8Array;
}

/** Computes the observations from the current order, inside the transaction and before the join. */
export type Decide = (
  tx: StoreTransaction,
  order: Order,
) => readonly ObservationInput[] | Promise<readonly ObservationInput[]>;

/** Further writes in the same transaction, after the join. */
export type AfterSave = (
  tx: StoreTransaction,
  order: Order,
  view: OrderJson | null,
) => Promise<void>;

/** The same order if the observation adds nothing. */
export function applyOne(
  order: Order,
  {
    attemptId,
    observation,
  }: Pick<ObservationInput, "attemptId" | "observation">,
): Order {
  if (observation === null) return order;
  const attempts = order.attempts.map((attempt) => {
    if (attempt.plan.id !== attemptId) return attempt;
    const joined = join(attempt, observation);
    return isSameValue(joined.facts, attempt.facts) ? attempt : joined;
  });
  return attempts.every((attempt, at) => attempt === order.attempts[at])
    ? order
    : { ...order, attempts };
}

export interface Saved {
  readonly order: Order;
  /** The public view; null if nothing changed. */
  readonly view: OrderJson | null;
}

/**
 * Stores `after`, unless it is the same object, with a new version if its public view, its issues or its money changed,
 * and the resulting webhook events. The view is computed only here.
 */
export async function saveChange(
  deps: Deps,
  tx: StoreTransaction,
  before: Order,
  after: Order,
): Promise<Saved> {
  if (before === after) return { order: before, view: null };
  const now = deps.clock.now();
  const viewAfter = toOrderJson(deps, after, now);
  const viewBefore = toOrderJson(deps, before, now);
  const isVisible =
    !isSameValue(viewBefore, viewAfter) ||
    // What a person settles is named by the version that they looked at.
    !isSameValue(moneyOf(before), moneyOf(after));
  const version = before.version + (isVisible ? 1 : 0);
  const saved = {
    order: { ...after, version },
    view: { ...viewAfter, version },
  };
  await tx.updateOrder(saved.order);
  await putOrderEvents(deps, tx, before, saved);
  await requestReceipts(deps, tx, before, saved.order);
  await putOrderAlerts(deps, tx, before, saved.order);
  return saved;
}

const moneyOf = (order: Order) => [issuesOf(order), amountPaid(order)];

/** An order's id, or the id of one of its attempts. */
export type OrderSelector = string | { readonly attemptId: string };

/**
 * Records observations about one order. `afterSave` runs in the same transaction, after the join. Undefined if the
 * order is unknown.
 */
export async function recordObservations(
  deps: Deps,
  selector: OrderSelector,
  inputs: readonly ObservationInput[] | Decide,
  afterSave?: AfterSave,
): Promise<Order | undefined> {
  const result = await deps.store.transaction(async (tx) => {
    const before =
      typeof selector === "string"
        ? await tx.getOrder(selector)
        : await tx.findOrderByAttempt(selector.attemptId);
    if (before === undefined) return undefined;
    const at = deps.clock.now();
    const decided =
      typeof inputs === "function" ? await inputs(tx, before) : inputs;
    const callback = decided.find(({ source }) => source === "callback");
    const saved = await recordWithin(deps, tx, before, decided);
    await afterSave?.(tx, saved.order, saved.view);
    return { ...saved, before, callback, at };
  });
  if (result === undefined) return undefined;
  const about = findAttempt(result.order, result.callback?.attemptId ?? "");
  if (about !== undefined)
    deps.tracing.add("callback", result.order, traced(about.plan), result.at);
  const { before, order, view } = result;
  if (view !== null && order.version !== before.version)
    logChange(deps, view, order.trace);
  return order;
}

/** The same in a transaction that has read `before`; the caller logs the change after the commit (`logChange`). */
export async function recordWithin(
  deps: Deps,
  tx: StoreTransaction,
  before: Order,
  inputs: readonly ObservationInput[],
): Promise<Saved> {
  const at = deps.clock.now();
  let current = before;
  const within = await divertSurplus(deps, tx, before, inputs);
  for (const each of await claimReceipts(deps, tx, before, within)) {
    const { attemptId, source } = each;
    const told = each.observation && withSequence(current, each.observation);
    // What arrives after the erasure still counts, but brings nobody's data back.
    const isErased = before.erasedAt !== null;
    const observation = isErased ? told && eraseObservation(told) : told;
    const raw = isErased ? null : each.raw;
    current = applyOne(current, { ...each, observation });
    await tx.appendObservation({
      orderId: before.id,
      attemptId,
      source,
      at,
      observation,
      raw: raw ?? null,
    });
  }
  return saveChange(deps, tx, before, withMoreTime(deps, before, current, at));
}

/** For the rest, after a part: its expiry task finds the later time. A closed order stays closed. */
function withMoreTime(
  { settings }: Deps,
  before: Order,
  after: Order,
  now: number,
): Order {
  const isLonger =
    isPartPaid(after) &&
    amountPaid(after).value > amountPaid(before).value &&
    after.expiredAt === null &&
    after.cancelledAt === null;
  if (!isLonger) return after;
  const expiresAt = Math.max(after.expiresAt, now + settings.balanceTtlMs);
  return { ...after, expiresAt };
}

export function logChange(
  { log }: Pick<Deps, "log">,
  order: OrderJson,
  trace: string | undefined,
): void {
  const { status, flags, attempt } = order;
  const traceId = parseTraceparent(trace)?.traceId;
  const fields = {
    orderId: order.id,
    version: order.version,
    status,
    attemptId: attempt?.id,
    attemptStatus: attempt?.status,
    ...(traceId === undefined ? {} : { traceId }),
  };
  if (flags.review || flags.overpaid)
    log.warn({ ...fields, flags }, "order changed and needs a review");
  else log.info(fields, "order changed");
}
