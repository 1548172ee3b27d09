/** The only way to update a refund: observations, the joined state and the webhook are stored in one transaction. */
import type { AuditFacts } from "@malipo/protocol/merchant";
import { withRefundSequence } from "../../domain/event-order.ts";
import type { Observation } from "../../domain/observation.ts";
import { sumRefunds } from "../../domain/order-money.ts";
import type { Order } from "../../domain/order.ts";
import {
  joinRefund,
  refundIssues,
  refundNeedsReview,
  refundStatus,
} from "../../domain/refund.ts";
import type { Refund, RefundStatus } from "../../domain/refund.ts";
import { isSameValue } from "../../domain/same-value.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import { saveChange } from "../attempts/record-observations.ts";
import { putRefundEvent } from "../deliveries/outbox.ts";

const EVENTS: Readonly<
  Record<RefundStatus, "refund.paid" | "refund.failed" | null>
> = {
  submitting: null,
  pending: null,
  unconfirmed: null,
  paid: "refund.paid",
  failed: "refund.failed",
  rejected: "refund.failed",
};

/** For the audit log. The reason is for people, and may name one. */
export const refundFacts = (refund: Refund): AuditFacts => ({
  refundId: refund.plan.id,
  attemptId: refund.plan.attemptId,
  amount: refund.plan.amount,
  status: refundStatus(refund),
});

type AfterSave = (tx: StoreTransaction, refund: Refund) => Promise<void>;

/** Returns the updated refund. `afterSave` runs in the same transaction. */
export async function recordRefund(
  deps: Deps,
  { plan }: Refund,
  observations: readonly Observation[],
  afterSave?: AfterSave,
): Promise<Refund> {
  const { before, after } = await deps.store.transaction(async (tx) => {
    const order = await tx.getOrder(plan.orderId);
    const current = await findIn(tx, plan.orderId, plan.id);
    if (order === undefined || current === undefined)
      throw new Error("the order of a refund is missing");
    const updated = observations.reduce(
      (refund, each) => joinRefund(refund, withRefundSequence(refund, each)),
      current,
    );
    const saved = await saveRefund(deps, tx, order, updated);
    await putEvent(deps, tx, saved, current, updated);
    await afterSave?.(tx, updated);
    return { before: current, after: updated };
  });
  logChange(deps, before, after);
  return after;
}

/** The order with its refunds' sums, which its watchers see. Read the order in the same transaction, before. */
export async function saveRefund(
  deps: Deps,
  tx: StoreTransaction,
  order: Order,
  refund: Refund,
): Promise<Order> {
  const before = await tx.listRefunds(order.id);
  await tx.putRefund(refund);
  const all = await tx.listRefunds(order.id);
  const refunds = sumRefunds(order, all);
  if (!isSameValue(refunds, order.refunds))
    return (await saveChange(deps, tx, order, { ...order, refunds })).order;
  if (isSameValue(before.map(refundIssues), all.map(refundIssues)))
    return order;
  // What a person settles is named by the version that they looked at.
  const changed = { ...order, version: order.version + 1 };
  await tx.updateOrder(changed);
  return changed;
}

async function findIn(
  tx: StoreTransaction,
  orderId: string,
  id: string,
): Promise<Refund | undefined> {
  const refunds = await tx.listRefunds(orderId);
  return refunds.find((refund) => refund.plan.id === id);
}

async function putEvent(
  deps: Deps,
  tx: StoreTransaction,
  order: Order,
  before: Refund,
  after: Refund,
): Promise<void> {
  const status = refundStatus(after);
  const event = EVENTS[status];
  if (event !== null && status !== refundStatus(before))
    await putRefundEvent(deps, tx, order, after, event);
}

function logChange({ log }: Deps, before: Refund, after: Refund): void {
  const status = refundStatus(after);
  const needsReview = refundNeedsReview(after);
  if (
    status === refundStatus(before) &&
    needsReview === refundNeedsReview(before)
  )
    return;
  const { id: refundId, orderId } = after.plan;
  const fields = { refundId, orderId, status };
  if (needsReview) log.warn(fields, "refund changed and needs a review");
  else log.info(fields, "refund changed");
}
