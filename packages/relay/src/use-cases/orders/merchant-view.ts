/** What of an attempt and of a refund only the merchant sees: the merchant's routes and the webhooks show the same. */
import type {
  Amount,
  Attempt as AttemptJson,
  FailureCode,
} from "@malipo/protocol";
import { attemptSuccess } from "../../domain/attempt.ts";
import type { Attempt, ProviderId } from "../../domain/attempt.ts";
import { maskPhone } from "../../domain/phone.ts";
import {
  refundFailure,
  refundNeedsReview,
  refundStatus,
} from "../../domain/refund.ts";
import type { Refund, RefundStatus } from "../../domain/refund.ts";
import { toAttemptJson } from "./order-view.ts";

export interface MerchantAttemptJson extends AttemptJson {
  readonly provider: ProviderId;
  /** Digits with country code. */
  readonly phone: string | null;
  readonly receipt: string | null;
  readonly payerReference: string | null;
  /** The provider's reference of the transfer that was taken for it. */
  readonly transfer: string | null;
  readonly payments: { receipt: string; amount: Amount; at: string }[];
}

export function toMerchantAttemptJson(attempt: Attempt): MerchantAttemptJson {
  const { plan, facts } = attempt;
  return {
    ...toAttemptJson(attempt),
    provider: plan.provider,
    phone: plan.phone,
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

export interface RefundJson {
  readonly id: string;
  readonly orderId: string;
  readonly attemptId: string;
  readonly amount: Amount;
  readonly status: RefundStatus;
  readonly reason: string;
  /** Masked. */
  readonly phone: string;
  /** The operator's, once it is paid. */
  readonly receipt: string | null;
  /** Why nothing was sent; null while it has not failed. */
  readonly failure: FailureCode | null;
  /** A person must look: what went out is not what was asked for, or nobody knows. */
  readonly review: boolean;
  readonly createdAt: string;
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
