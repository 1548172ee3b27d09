/** A refund: money back to the payer of an order as a payout. It learns as an attempt does (see `join`). Pure. */
import type { Amount, FailureCode } from "@malipo/protocol";
import type { RefundStatus } from "@malipo/protocol/merchant";
import {
  SUBMIT_SURELY_OVER_MS,
  attemptSuccess,
  neverArrived,
} from "./attempt.ts";
import type { Attempt, AttemptFacts, ProviderId } from "./attempt.ts";
import { applyObservation } from "./join.ts";
import type { Instant, Observation } from "./observation.ts";

export type { RefundStatus };

/** Fixed when the refund begins. */
export interface RefundPlan {
  /** The payout's `originatorConversationId`. */
  readonly id: string;
  readonly orderId: string;
  /** The attempt whose payment goes back. */
  readonly attemptId: string;
  readonly provider: ProviderId;
  readonly amount: Amount;
  /** Digits with country code: the payer's. */
  readonly phone: string;
  readonly reason: string;
  readonly createdAt: Instant;
}

export interface Refund {
  readonly plan: RefundPlan;
  readonly facts: AttemptFacts;
}

/**
 * Ten minutes after it began, without any trace of it, the submit is taken for lost. Longer than for payments: what goes
 * out twice is gone.
 */
const ABSENT_AFTER_MS = 10 * 60_000 - SUBMIT_SURELY_OVER_MS;

export function joinRefund(refund: Refund, seen: Observation): Refund {
  return {
    plan: refund.plan,
    facts: applyObservation(refund.plan.amount, refund.facts, seen),
  };
}

export function refundStatus(refund: Refund): RefundStatus {
  const { facts } = refund;
  if (facts.success !== null) return "paid";
  // Another amount went out: nobody but a person can tell what is still owed.
  if (facts.mismatch !== null) return "unconfirmed";
  if (facts.refusal !== null)
    return facts.refusal.status === "cancelled" ? "rejected" : "failed";
  if (neverArrived(facts, ABSENT_AFTER_MS)) return "failed";
  // However often it is repeated: a payout that timed out may be paid a day later, and a second one would be a gift.
  if (facts.timedOutFirstAt !== null || facts.unresolved) return "unconfirmed";
  if (facts.accepted !== null || facts.pendingLastAt !== null) return "pending";
  return facts.submitUnknownAt === null ? "submitting" : "unconfirmed";
}

/** Why nothing was sent; null while it is not `failed`. */
export function refundFailure(refund: Refund): FailureCode | null {
  if (refundStatus(refund) !== "failed") return null;
  const { refusal } = refund.facts;
  return refusal === null
    ? "provider_unavailable"
    : (refusal.code ?? "unknown");
}

/** The provider may still be asked not to pay it. */
export function isRefundOpen(refund: Refund): boolean {
  const status = refundStatus(refund);
  return (
    status === "submitting" || status === "pending" || status === "unconfirmed"
  );
}

/** A person must look: another amount went out, the provider contradicts itself, or it gave no answer for 72 hours. */
export function refundNeedsReview(refund: Refund): boolean {
  const { success, mismatch, refusal, unresolved } = refund.facts;
  return (
    mismatch !== null ||
    (success !== null && refusal !== null) ||
    (unresolved && isRefundOpen(refund))
  );
}

/** Nothing more is learned by asking on a schedule. */
export function isRefundSettled({ facts }: Refund): boolean {
  return (
    facts.success !== null || facts.mismatch !== null || facts.refusal !== null
  );
}

/** It may have gone out or may still go out: it counts against what can be refunded. */
function isReserved(refund: Refund): boolean {
  const status = refundStatus(refund);
  return status !== "failed" && status !== "rejected";
}

/** What of one attempt's payment has not been sent back, in minor units. */
export function refundableValue(
  attempt: Attempt,
  refunds: readonly Refund[],
): number {
  if (attemptSuccess(attempt) === null) return 0;
  const own = refunds.filter(
    (refund) => refund.plan.attemptId === attempt.plan.id,
  );
  // Another amount went out than was asked for: it may have been all there was.
  if (own.some(({ facts }) => facts.mismatch !== null)) return 0;
  const reserved = own
    .filter(isReserved)
    .reduce((sum, { plan }) => sum + plan.amount.value, 0);
  return Math.max(0, attempt.plan.amount.value - reserved);
}
