/**
 * `POST /v1/merchant/orders/:id/refunds`: a payout to the phone that paid. The refund is stored and its amount reserved
 * before it is sent to the provider, so that a crash, a time-out or a lost response is resolved by a query with the
 * same id, and concurrent requests never refund more than was paid.
 */
import type { OneRefund } from "@malipo/protocol/merchant";
import { NO_FACTS } from "../../domain/attempt.ts";
import { NOT_FOUND, ok } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { Observation } from "../../domain/observation.ts";
import type { Order } from "../../domain/order.ts";
import { isPartPaid } from "../../domain/part-payments.ts";
import { chooseRefund } from "../../domain/refund-rules.ts";
import type { RefundChoice, RefundInput } from "../../domain/refund-rules.ts";
import { refundStatus } from "../../domain/refund.ts";
import type { Refund } from "../../domain/refund.ts";
import { nextQueryTime } from "../../domain/schedule.ts";
import { traceOf } from "../../domain/trace-context.ts";
import type { Payouts } from "../../ports/merchant-services.ts";
import type { SubmitResult } from "../../ports/provider.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { AuditTrail } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";
import {
  keyedRequest,
  refundScope,
  storeResponse,
  withIdempotency,
} from "../shared/idempotency.ts";
import type { KeyedRequest, Made } from "../shared/idempotency.ts";
import { toRefundJson } from "../orders/merchant-view.ts";
import { notConfigured } from "../shared/provider-result.ts";
import { putRefundQuery } from "./query-refund.ts";
import { createWhyNotRefundable } from "./why-not-refundable.ts";
import { recordRefund, refundFacts, saveRefund } from "./record-refund.ts";

export interface RefundBody extends RefundInput {
  /** For people: sent to the provider as the payout's notes. */
  readonly reason: string;
}

interface StartedRefund {
  readonly order: Order;
  readonly refund: Refund;
}

export async function createRefund(
  deps: Deps,
  orderId: string,
  body: RefundBody,
  key: string,
  audit: AuditTrail,
): Promise<Result<OneRefund>> {
  const { payouts } = deps.services;
  if (payouts?.canSend !== true) return notConfigured(deps, "payouts");
  const request = keyedRequest(deps, refundScope(orderId), key, body);
  const started = await deps.store.transaction((tx) =>
    begin(deps, tx, payouts, orderId, body, request, audit),
  );
  if (!started.ok) return started;
  if (started.value.kind === "repeated") return ok(started.value.value);

  const { order, refund } = started.value.value;
  deps.submitEnds.begin(refund.plan.id);
  const result = await deps.tracing.call(
    "refund",
    order,
    { "malipo.order.id": order.id, "malipo.refund.id": refund.plan.id },
    () =>
      payouts.send({
        id: refund.plan.id,
        amount: refund.plan.amount,
        phone: refund.plan.phone,
        recipientName: order.customer?.name ?? null,
        merchantName: deps.settings.merchant.name,
        reference: order.reference,
        notes: refund.plan.reason,
      }),
  );
  if (result.kind !== "accepted") {
    const { kind, detail } = result;
    deps.log.warn(
      { refundId: refund.plan.id, orderId, kind, detail },
      "the provider did not accept a refund",
    );
  }
  const after = await recordRefund(
    deps,
    refund,
    [toObservation(result, deps.clock.now())],
    async (tx, updated) => {
      await storeResponse(
        tx,
        request,
        updated.plan.id,
        toResponse(updated),
        deps.clock.now(),
      );
      await audit.record(tx, { after: refundFacts(updated) });
    },
  );
  return ok(toResponse(after));
}

async function begin(
  deps: Deps,
  tx: StoreTransaction,
  limits: Payouts,
  orderId: string,
  body: RefundBody,
  request: KeyedRequest,
  audit: AuditTrail,
) {
  const order = await tx.getOrder(orderId);
  if (order === undefined) return NOT_FOUND;
  const refunds = await tx.listRefunds(orderId);
  return withIdempotency<StartedRefund, OneRefund>(tx, request, {
    now: deps.clock.now(),
    async make() {
      const made = await makeRefund(deps, tx, limits, { order, refunds }, body);
      if (made.ok)
        await audit.start(tx, { after: refundFacts(made.value.value.refund) });
      return made;
    },
    // If the first request died before it had a result, the refund is never sent again.
    current: (refundId) => {
      const refund = refunds.find(({ plan }) => plan.id === refundId);
      return {
        isPastSubmit:
          refund !== undefined && refundStatus(refund) !== "submitting",
        response: () =>
          refund === undefined ? NOT_FOUND : ok(toResponse(refund)),
      };
    },
  });
}

async function makeRefund(
  deps: Deps,
  tx: StoreTransaction,
  limits: Payouts,
  { order, refunds }: { order: Order; refunds: readonly Refund[] },
  { reason, ...input }: RefundBody,
): Promise<Result<Made<StartedRefund, OneRefund>>> {
  const choice = chooseRefund(
    order,
    refunds,
    input,
    limits,
    createWhyNotRefundable(deps),
  );
  if (!choice.ok) return choice;

  const refund = newRefund(deps, order, choice.value, reason);
  const { id, createdAt } = refund.plan;
  const firstQuery = nextQueryTime(createdAt, createdAt, deps.random.chance());
  await saveRefund(deps, tx, closeParts(order), refund);
  await putRefundQuery(tx, id, firstQuery ?? createdAt);
  return ok({ subject: id, value: { order, refund }, response: null });
}

/** Money goes back before the order was paid in full: from now on nothing completes it. */
const closeParts = (order: Order): Order =>
  isPartPaid(order) ? { ...order, partsReturned: true } : order;

function newRefund(
  deps: Deps,
  order: Order,
  { attempt, amount, phone }: RefundChoice,
  reason: string,
): Refund {
  return {
    plan: {
      id: deps.random.uuid(),
      orderId: order.id,
      attemptId: attempt.plan.id,
      provider: attempt.plan.provider,
      amount,
      phone,
      reason,
      createdAt: deps.clock.now(),
      ...traceOf(order),
    },
    facts: NO_FACTS,
  };
}

function toObservation(result: SubmitResult, at: number): Observation {
  switch (result.kind) {
    case "accepted":
      return { kind: "accepted", at, action: null };
    case "refused":
      return { kind: "refused", at, status: "failed", code: result.code };
    case "unknown":
      return { kind: "submit_unknown", at };
  }
}

function toResponse(refund: Refund): OneRefund {
  return { refund: toRefundJson(refund) };
}
