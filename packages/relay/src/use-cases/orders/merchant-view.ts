/** The merchant's view of orders, attempts and refunds, in the merchant API and in webhooks. */
import type { Order as OrderJson } from "@malipo/protocol";
import type {
  MerchantAttempt as MerchantAttemptJson,
  Refund as RefundJson,
} from "@malipo/protocol/merchant";
import { attemptSuccess } from "../../domain/attempt.ts";
import type { Attempt } from "../../domain/attempt.ts";
import { maskPhone } from "../../domain/phone.ts";
import { ERASED } from "../../domain/privacy/erase-fields.ts";
import {
  refundFailure,
  refundNeedsReview,
  refundStatus,
} from "../../domain/refund.ts";
import type { Refund } from "../../domain/refund.ts";
import { orderReviewReasons, surplusOf } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import { needsPerson } from "../../domain/resolution.ts";
import { toAttemptJson, toOrderJson } from "./order-view.ts";
import type { ViewDeps } from "./order-view.ts";

export const toMerchantOrderJson = (
  deps: ViewDeps,
  order: Order,
  now: number,
): OrderJson => ({
  ...toOrderJson(deps, order, now),
  createdAt: new Date(order.createdAt).toISOString(),
  ...reviewFieldsOf(order),
  ...merchantFieldsOf(order),
});

/** What a person has to look at, why, and what became of it. */
function reviewFieldsOf(
  order: Order,
): Pick<OrderJson, "reviewReasons" | "surplus" | "resolution"> {
  const reasons = orderReviewReasons(order);
  const value = surplusOf(order);
  const { currency } = order.amount;
  const { resolution } = order;
  return {
    ...(reasons.length === 0 ? {} : { reviewReasons: [...reasons] }),
    ...(value === 0 ? {} : { surplus: { value, currency } }),
    ...(resolution === undefined
      ? {}
      : {
          resolution: {
            note: resolution.note,
            at: new Date(resolution.at).toISOString(),
            complete: !needsPerson(order),
          },
        }),
  };
}

/** For the merchant alone. */
export const merchantFieldsOf = ({
  metadata,
  fields,
}: Pick<Order, "metadata" | "fields">): Pick<
  OrderJson,
  "metadata" | "fields"
> => ({
  ...(metadata === undefined ? {} : { metadata }),
  ...(fields === undefined ? {} : { fields: [...fields] }),
});

export function toMerchantAttemptJson(
  attempt: Attempt,
  order: Pick<Order, "amount">,
): MerchantAttemptJson {
  const { plan, facts } = attempt;
  return {
    ...toAttemptJson(attempt, order),
    provider: plan.provider,
    phone: plan.phone === ERASED ? null : plan.phone,
    receipt: attemptSuccess(attempt)?.receipt ?? null,
    payerReference: plan.payerReference,
    transfer: facts.transfer?.reference ?? null,
    payments: facts.payments.map(({ receipt, amount, at }) => ({
      receipt,
      amount,
      at: new Date(at).toISOString(),
    })),
  };
}

export function toRefundJson(refund: Refund): RefundJson {
  const { id, orderId, attemptId, amount, reason, phone, createdAt } =
    refund.plan;
  return {
    id,
    orderId,
    attemptId,
    amount,
    status: refundStatus(refund),
    reason,
    phone: maskPhone(phone),
    receipt: refund.facts.success?.receipt ?? null,
    failure: refundFailure(refund),
    review: refundNeedsReview(refund),
    createdAt: new Date(createdAt).toISOString(),
  };
}
