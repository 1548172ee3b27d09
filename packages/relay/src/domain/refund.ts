/** A refund: a payout to the payer of an order. It records observations as an attempt does (see `join`). Pure. */
import type { Amount, FailureCode } from "@malipo/protocol";
import type { RefundStatus } from "@malipo/protocol/merchant";
import {
  SUBMIT_SURELY_OVER_MS,
  attemptSuccess,
  neverArrived,
  receivedValue,
} from "./attempt.ts";
import type { Attempt, AttemptFacts, ProviderId } from "./attempt.ts";
import { applyObservation } from "./join.ts";
import type { Instant, Observation } from "./observation.ts";
import type { TraceContext } from "./trace-context.ts";

export type { RefundStatus };

/** Fixed when the refund starts. Its trace is that of the order. */
export interface RefundPlan extends TraceContext {
  /** The payout's `originatorConversationId`. */
  readonly id: string;
  readonly orderId: string;
  /** The attempt whose payment is refunded. */
  readonly attemptId: string;
  readonly provider: ProviderId;
  readonly amount: Amount;
  /** The payer's phone: digits with country code. */
  readonly phone: string;
  readonly reason: string;
  readonly createdAt: Instant;
}

export interface Refund {
  readonly plan: RefundPlan;
  readonly facts: AttemptFacts;
  /** What was wrong with it when a person settled it: what comes later is looked at anew. */
  readonly settledIssues?: readonly string[] | undefined;
}

/**
 * Ten minutes after the start, a submit without a trace counts as lost. Longer than for payments, because a duplicate
 * refund can't be recovered.
 */
const ABSENT_AFTER_MS = 10 * 60_000 - SUBMIT_SURELY_OVER_MS;

export function joinRefund(refund: Refund, observation: Observation): Refund {
  return {
    ...refund,
    facts: applyObservation(refund.plan.amount, refund.facts, observation),
  };
}

export function refundStatus(refund: Refund): RefundStatus {
  const { facts } = refund;
  if (facts.success !== null) return "paid";
  // A different amount was sent: only a person can decide what is still owed.
  if (facts.mismatch !== null) return "unconfirmed";
  if (facts.refusal !== null)
    return facts.refusal.status === "cancelled" ? "rejected" : "failed";
  if (neverArrived(facts, ABSENT_AFTER_MS)) return "failed";
  // Even if repeated: a payout that timed out may still be paid a day later, and a second one would be lost money.
  if (facts.timedOutFirstAt !== null || facts.unresolved) return "unconfirmed";
  if (facts.accepted !== null || facts.pendingLastAt !== null) return "pending";
  return facts.submitUnknownAt === null ? "submitting" : "unconfirmed";
}

/** Why nothing was sent; null unless the status is `failed`. */
export function refundFailure(refund: Refund): FailureCode | null {
  if (refundStatus(refund) !== "failed") return null;
  const { refusal } = refund.facts;
  return refusal === null
    ? "provider_unavailable"
    : (refusal.code ?? "unknown");
}

/** The refund can still be rejected at the provider. */
export function isRefundOpen(refund: Refund): boolean {
  const status = refundStatus(refund);
  return (
    status === "submitting" || status === "pending" || status === "unconfirmed"
  );
}

/**
 * A query that began after the provider had refused found the payout still open: it may be paid, whatever was said.
 * A rejection is left out, because the provider may show it a little later.
 */
function isRefusalDoubtful({ facts }: Refund): boolean {
  const { refusal, success, pendingSince, timedOutSince } = facts;
  if (refusal?.status !== "failed" || success !== null) return false;
  return Math.max(pendingSince ?? -1, timedOutSince ?? -1) >= refusal.seq;
}

/** A different amount was sent, the provider contradicts itself, or there is no result after 72 hours. */
export function refundIssues(refund: Refund): readonly string[] {
  const { success, mismatch, refusal, unresolved } = refund.facts;
  return [
    ...(mismatch === null ? [] : ["other_amount"]),
    ...(success !== null && refusal !== null ? ["contradiction"] : []),
    ...(isRefusalDoubtful(refund) ? ["doubtful_refusal"] : []),
    ...(unresolved && isRefundOpen(refund) ? ["no_result"] : []),
  ];
}

/** Something is wrong with it, whether or not a person has settled that. */
export const refundNeedsReview = (refund: Refund): boolean =>
  refundIssues(refund).length > 0;

/** Something is wrong with it that no person has settled. */
export const refundNeedsPerson = (refund: Refund): boolean =>
  refundIssues(refund).some((issue) => !refund.settledIssues?.includes(issue));

export const settleRefund = (refund: Refund): Refund => ({
  ...refund,
  settledIssues: refundIssues(refund),
});

/** The provider reported a final result. A payment may still follow a refusal. */
export function isRefundSettled({ facts }: Refund): boolean {
  return (
    facts.success !== null || facts.mismatch !== null || facts.refusal !== null
  );
}

/** It may have been sent or may still be sent, so it counts against the refundable amount. */
function isReserved(refund: Refund): boolean {
  const status = refundStatus(refund);
  return (
    (status !== "failed" && status !== "rejected") || isRefusalDoubtful(refund)
  );
}

/** The part of an attempt's payment that has not been refunded, in minor units. */
export function refundableValue(
  attempt: Attempt,
  refunds: readonly Refund[],
): number {
  if (attemptSuccess(attempt) === null) return 0;
  const own = refunds.filter(
    (refund) => refund.plan.attemptId === attempt.plan.id,
  );
  // A different amount was sent than requested: it may have been everything.
  if (own.some(({ facts }) => facts.mismatch !== null)) return 0;
  const reserved = own
    .filter(isReserved)
    .reduce((sum, { plan }) => sum + plan.amount.value, 0);
  const { amount, takesParts } = attempt.plan;
  const paid = takesParts === true ? receivedValue(attempt) : amount.value;
  return Math.max(0, paid - reserved);
}
