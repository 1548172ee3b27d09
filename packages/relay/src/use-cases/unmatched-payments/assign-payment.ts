/**
 * `POST /v1/merchant/unmatched-payments/:id/assign`: counts a payment for the order that a person names, by the rules of
 * a payment that came with the right account. The decision and its effect are one transaction.
 */
import { NO_FACTS, attemptSuccess } from "../../domain/attempt.ts";
import type { AttemptPlan } from "../../domain/attempt.ts";
import { NOT_FOUND, mapResult, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { withSequence } from "../../domain/event-order.ts";
import { findAttempt } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import { amountDue, takesParts } from "../../domain/part-payments.ts";
import {
  PAYBILL,
  attemptToPay,
  receiptOf,
  toPaymentObservation,
  unmatchedState,
} from "../../domain/unmatched-payment.ts";
import type { UnmatchedPayment } from "../../domain/unmatched-payment.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import {
  applyOne,
  logChange,
  recordWithin,
  saveChange,
} from "../attempts/record-observations.ts";
import type { Saved } from "../attempts/record-observations.ts";
import { PAYER_REFERENCE_LENGTH } from "../attempts/start-attempt.ts";
import type { AuditTrail } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";

export interface AssignedPayment {
  readonly payment: UnmatchedPayment;
  readonly order: Order;
}

interface Assigning extends AssignedPayment {
  /** What it changed; null for a repeated call. */
  readonly saved: Saved | null;
}

const NO_ORDER = refuse("not_found", "There is no order with this id.", {
  errors: [{ field: "orderId", message: "is not the id of an order" }],
});

/**
 * Repeating the call changes nothing. Refusals: `not_found`, `payment_assigned` if it counts for another order. A
 * dismissed payment can be assigned.
 */
export async function assignPayment(
  deps: Deps,
  id: string,
  orderId: string,
  audit: AuditTrail,
): Promise<Result<AssignedPayment>> {
  const known = await deps.store.getUnmatchedPayment(id);
  if (known === undefined) return NOT_FOUND;
  const result = await deps.store.transaction((tx) =>
    assign(deps, tx, known, orderId, audit),
  );
  if (!result.ok) return result;
  const { saved, order } = result.value;
  if (saved !== null) {
    deps.log.info({ id, orderId }, "an unmatched payment was assigned");
    if (saved.view !== null) logChange(deps, saved.view, order.trace);
  }
  return mapResult(result, ({ payment }) => ({ payment, order }));
}

/**
 * What the order would become if the payment was assigned to it, by the same rules; nothing is stored. Refusals:
 * `not_found`, `payment_assigned` if it counts for another order.
 */
export async function previewAssignment(
  deps: Deps,
  id: string,
  orderId: string,
): Promise<Result<Order>> {
  const [payment, order] = await Promise.all([
    deps.store.getUnmatchedPayment(id),
    deps.store.getOrder(orderId),
  ]);
  if (payment === undefined) return NOT_FOUND;
  const elsewhere = assignedElsewhere(payment, orderId);
  if (elsewhere !== null) return elsewhere;
  if (order === undefined) return NO_ORDER;
  if (payment.assigned !== null) return ok(order);
  const { attemptId, order: before } = placeOf(deps, order, payment);
  const observation = withSequence(
    before,
    toPaymentObservation(receiptOf(payment), payment.amount, deps.clock.now()),
  );
  return ok(applyOne(before, { attemptId, observation }));
}

function assignedElsewhere(
  { assigned }: UnmatchedPayment,
  orderId: string,
): Result<never> | null {
  return assigned === null || assigned.orderId === orderId
    ? null
    : refuse(
        "payment_assigned",
        `This payment already counts for the order ${assigned.orderId}.`,
      );
}

/** Locks order, receipt and payment, in the order in which notices of payments lock them. */
async function assign(
  deps: Deps,
  tx: StoreTransaction,
  { id, provider }: UnmatchedPayment,
  orderId: string,
  audit: AuditTrail,
): Promise<Result<Assigning>> {
  const order = await tx.getOrder(orderId);
  const receipt = receiptOf({ id });
  const owner =
    receipt === null ? undefined : await tx.findReceipt(provider, receipt);
  const payment = await tx.getUnmatchedPayment(id);
  if (payment === undefined) return NOT_FOUND;
  const elsewhere = assignedElsewhere(payment, orderId);
  if (elsewhere !== null) return elsewhere;
  if (order === undefined) return NO_ORDER;
  if (payment.assigned !== null) return ok({ payment, order, saved: null });
  if (owner !== undefined)
    return refuse(
      "payment_assigned",
      "This payment already counts for an order.",
    );

  const { attemptId, isNew, order: placed } = placeOf(deps, order, payment);
  const before = isNew
    ? (await saveChange(deps, tx, order, placed)).order
    : order;
  const at = deps.clock.now();
  const decided = { ...payment, assigned: { orderId, attemptId, at } };
  // Before the receipt is claimed, which removes a payment that is not assigned.
  await tx.updateUnmatchedPayment(decided);
  const saved = await recordWithin(deps, tx, before, [
    {
      attemptId,
      source: "merchant",
      observation: toPaymentObservation(receipt, payment.amount, at),
    },
  ]);
  if (payment.phone !== null) await tx.addContact(saved.order, payment.phone);
  if (isNew) await putTasks(tx, saved.order, attemptId, at);
  await audit.record(tx, {
    before: { status: unmatchedState(payment) },
    after: {
      status: unmatchedState(decided),
      orderId,
      attemptId,
      amount: payment.amount,
    },
  });
  return ok({ payment: decided, order: saved.order, saved });
}

interface Place {
  readonly order: Order;
  readonly attemptId: string;
  readonly isNew: boolean;
}

/** The order with an attempt that the payment can belong to: it may have come without any. */
function placeOf(
  deps: Deps,
  order: Order,
  { provider }: UnmatchedPayment,
): Place {
  const known = attemptToPay(order, provider);
  if (known !== undefined)
    return { order, attemptId: known.plan.id, isNew: false };
  const plan = newPlan(deps, order, provider);
  const attempts = [...order.attempts, { plan, facts: NO_FACTS }];
  return {
    order: { ...order, attempts },
    attemptId: plan.id,
    isNew: true,
  };
}

/** Nothing is asked of the provider. The account is for the rest, where less was paid than is due. */
function newPlan(
  deps: Deps,
  order: Order,
  provider: AttemptPlan["provider"],
): AttemptPlan {
  return {
    id: deps.random.uuid(),
    orderId: order.id,
    method: PAYBILL,
    provider,
    // Nothing may be due any more: then it is too much, and a person knows.
    amount: takesParts(order) ? amountDue(order) : order.amount,
    phone: null,
    createdAt: deps.clock.now(),
    promptExpiresAt: order.expiresAt,
    deadlineAt: order.expiresAt + deps.settings.deadlineGraceMs,
    absentAfterMs: deps.settings.absentAfterMs,
    payerReference: deps.random.code(PAYER_REFERENCE_LENGTH),
    ...(takesParts(order) && { takesParts: true }),
  };
}

/** For an attempt that is not paid in full; the first query tells where to pay the rest. */
async function putTasks(
  tx: StoreTransaction,
  order: Order,
  attemptId: string,
  now: number,
): Promise<void> {
  const attempt = findAttempt(order, attemptId);
  if (attempt === undefined || attemptSuccess(attempt) !== null) return;
  await tx.putTask({
    kind: "query_attempt",
    subject: attemptId,
    dueAt: now,
  });
  await tx.putTask({
    kind: "attempt_deadline",
    subject: attemptId,
    dueAt: attempt.plan.deadlineAt,
  });
}
