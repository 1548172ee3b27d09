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
import {
  orderReviewReasons,
  surplusLeftOf,
  surplusOf,
} from "../../domain/order.ts";
import type { Order, Resolution } from "../../domain/order.ts";
import { amountPaid } from "../../domain/part-payments.ts";
import { attentionOf, needsPerson } from "../../domain/resolution.ts";
import { toAttemptJson, toOrderJson } from "./order-view.ts";
import type { ViewDeps } from "./order-view.ts";

export const toMerchantOrderJson = (
  deps: ViewDeps,
  order: Order,
  now: number,
): OrderJson => ({
  ...toOrderJson(deps, order, now),
  createdAt: new Date(order.createdAt).toISOString(),
  amountPaid: amountPaid(order),
  ...reviewFieldsOf(order),
  ...merchantFieldsOf(order),
});

/** What a person has to look at, why, and what became of it. */
function reviewFieldsOf(order: Order): ReviewFields {
  const reasons = orderReviewReasons(order);
  const attention = attentionOf(order);
  const kinds = (["review", "overpaid"] as const).filter(
    (kind) => attention[kind],
  );
  const { currency } = order.amount;
  const sum = (name: "surplus" | "surplusLeft", value: number) =>
    value === 0 ? {} : { [name]: { value, currency } };
  return {
    ...(reasons.length === 0 ? {} : { reviewReasons: [...reasons] }),
    ...sum("surplus", surplusOf(order)),
    ...sum("surplusLeft", surplusLeftOf(order)),
    ...(kinds.length === 0 ? {} : { attention: kinds }),
    ...resolutionFieldsOf(order),
  };
}

type ReviewFields = Pick<
  OrderJson,
  | "reviewReasons"
  | "surplus"
  | "surplusLeft"
  | "attention"
  | "resolution"
  | "earlierResolutions"
>;

function resolutionFieldsOf(
  order: Order,
): Pick<OrderJson, "resolution" | "earlierResolutions"> {
  const { resolution, earlierResolutions } = order;
  const toJson = ({ note, at }: Resolution) => ({
    note,
    at: new Date(at).toISOString(),
  });
  return {
    ...(resolution === undefined
      ? {}
      : {
          resolution: { ...toJson(resolution), complete: !needsPerson(order) },
        }),
    ...(earlierResolutions === undefined
      ? {}
      : { earlierResolutions: earlierResolutions.map(toJson) }),
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
