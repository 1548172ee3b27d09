/** Erases the personal data of an order or an unmatched payment, and keeps the facts about the money. */
import type { AuditObject } from "../../domain/audit.ts";
import type { Instant } from "../../domain/observation.ts";
import {
  eraseOrder,
  eraseRefund,
  eraseUnmatchedPayment,
} from "../../domain/privacy/personal-data.ts";
import { whyNotErasable } from "../../domain/privacy/when.ts";
import type { WhyNotErasable } from "../../domain/privacy/when.ts";
import { isSameValue } from "../../domain/same-value.ts";
import type { Store, StoreTransaction } from "../../ports/store.ts";
import type { EraseTraces } from "../../ports/upkeep.ts";
import { scopesOf } from "../shared/idempotency.ts";

/** How many records of each kind were changed. */
export interface ErasedCounts {
  readonly orders: number;
  readonly attempts: number;
  readonly refunds: number;
  readonly observations: number;
  readonly deliveries: number;
  readonly events: number;
  readonly requests: number;
  readonly unmatchedPayments: number;
}

export const NOTHING_ERASED: ErasedCounts = {
  orders: 0,
  attempts: 0,
  refunds: 0,
  observations: 0,
  deliveries: 0,
  events: 0,
  requests: 0,
  unmatchedPayments: 0,
};

export const addCounts = (a: ErasedCounts, b: ErasedCounts): ErasedCounts => ({
  orders: a.orders + b.orders,
  attempts: a.attempts + b.attempts,
  refunds: a.refunds + b.refunds,
  observations: a.observations + b.observations,
  deliveries: a.deliveries + b.deliveries,
  events: a.events + b.events,
  requests: a.requests + b.requests,
  unmatchedPayments: a.unmatchedPayments + b.unmatchedPayments,
});

export type OrderErasure =
  | { readonly kind: "erased"; readonly counts: ErasedCounts }
  | { readonly kind: "refused"; readonly reason: WhyNotErasable }
  | { readonly kind: "unknown" };

/** In the same transaction; for an erasure that somebody asked for. */
export type AfterErasure = (
  tx: StoreTransaction,
  object: Pick<AuditObject, "type"> & { readonly id: string },
  erasure: OrderErasure,
) => Promise<void>;

/** Idempotent. `history`: whether the order's observations are kept, without personal data, or removed. */
export function eraseOrderData(
  store: Pick<Store, "transaction">,
  orderId: string,
  now: Instant,
  history: EraseTraces["history"],
  after?: AfterErasure,
): Promise<OrderErasure> {
  return store.transaction(async (tx) => {
    const erasure = await erase(tx, orderId, now, history);
    await after?.(tx, { type: "order", id: orderId }, erasure);
    return erasure;
  });
}

async function erase(
  tx: StoreTransaction,
  orderId: string,
  now: Instant,
  history: EraseTraces["history"],
): Promise<OrderErasure> {
  const order = await tx.getOrder(orderId);
  if (order === undefined) return { kind: "unknown" };
  const refunds = await tx.listRefunds(orderId);
  const reason = whyNotErasable(order, refunds);
  if (reason !== null) return { kind: "refused", reason };
  const after = eraseOrder(order, now);
  // The public view does not change, so the version stays.
  if (!isSameValue(order, after)) await tx.updateOrder(after);
  const changedRefunds = refunds.filter(
    (each) => !isSameValue(each, eraseRefund(each)),
  );
  for (const each of changedRefunds) await tx.putRefund(eraseRefund(each));
  const unmatchedPayments = await eraseAssigned(tx, orderId, now);
  const trace = await tx.upkeep.eraseTraces(orderId, {
    at: after.erasedAt ?? now,
    scopes: scopesOf(orderId),
    history,
  });
  return {
    kind: "erased",
    counts: {
      ...NOTHING_ERASED,
      ...trace,
      unmatchedPayments,
      orders: order.erasedAt === null ? 1 : 0,
      attempts: after.attempts.filter(
        (each, place) => !isSameValue(each, order.attempts[place]),
      ).length,
      refunds: changedRefunds.length,
    },
  };
}

/** Payments that came without the order and were assigned to it name its payer too. */
async function eraseAssigned(
  tx: StoreTransaction,
  orderId: string,
  now: Instant,
): Promise<number> {
  const changed = (await tx.listAssignedPayments(orderId))
    .map((payment) => ({ payment, erased: eraseUnmatchedPayment(payment) }))
    .filter(({ payment, erased }) => !isSameValue(payment, erased));
  for (const { erased } of changed)
    await tx.upkeep.eraseUnmatchedPayment(erased, now);
  return changed.length;
}

/** With the order that it was assigned to, which has the payer's number as well. Idempotent. */
export async function erasePaymentAndOrder(
  store: Pick<Store, "transaction">,
  id: string,
  now: Instant,
  after?: AfterErasure,
): Promise<OrderErasure> {
  const own = await erasePayment(store, id, now, after);
  if (own.kind !== "erased") return own;
  const payment = await store.transaction((tx) => tx.getUnmatchedPayment(id));
  if (payment?.assigned == null) return own;
  const { orderId } = payment.assigned;
  const order = await eraseOrderData(store, orderId, now, "erase", after);
  switch (order.kind) {
    case "erased":
      return { kind: "erased", counts: addCounts(own.counts, order.counts) };
    case "refused":
      return order;
    case "unknown":
      return own;
  }
}

/** Its order, if it was assigned to one, keeps the payer's number. Idempotent. */
export const erasePayment = (
  store: Pick<Store, "transaction">,
  id: string,
  now: Instant,
  after?: AfterErasure,
): Promise<OrderErasure> =>
  store.transaction(async (tx) => {
    const erasure = await eraseStoredPayment(tx, id, now);
    await after?.(tx, { type: "unmatched_payment", id }, erasure);
    return erasure;
  });

/** Reads it in its own transaction: somebody may have assigned or dismissed it meanwhile. */
async function eraseStoredPayment(
  tx: StoreTransaction,
  id: string,
  now: Instant,
): Promise<OrderErasure> {
  const payment = await tx.getUnmatchedPayment(id);
  if (payment === undefined) return { kind: "unknown" };
  const erased = eraseUnmatchedPayment(payment);
  await tx.upkeep.eraseUnmatchedPayment(erased, now);
  const unmatchedPayments = isSameValue(payment, erased) ? 0 : 1;
  return { kind: "erased", counts: { ...NOTHING_ERASED, unmatchedPayments } };
}
