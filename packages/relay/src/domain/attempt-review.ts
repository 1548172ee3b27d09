/** When an attempt needs a manual review. Pure. */
import { REVIEW_REASONS } from "@malipo/protocol";
import type { AttemptStatus, ReviewReason } from "@malipo/protocol";
import {
  attemptStatus,
  attemptSuccess,
  blocksNewAttempt,
  isCounted,
  isPartlyPaid,
  mayStillPrompt,
  receivedValue,
} from "./attempt.ts";
import type { Attempt } from "./attempt.ts";

const ENDED: readonly AttemptStatus[] = ["succeeded", "failed", "expired"];

/** Why a person must look at it; empty for nearly all. */
export function reviewReasons(attempt: Attempt): readonly ReviewReason[] {
  const { mismatch, payments, receiptDisputed, refusal, unresolved } =
    attempt.facts;
  const success = attemptSuccess(attempt);
  const receipts = new Set(payments.map(({ receipt }) => receipt));
  const reasons: Readonly<Record<ReviewReason, boolean>> = {
    amount_mismatch:
      mismatch !== null ||
      payments.some(({ amount }) => !isCounted(attempt, amount)),
    amount_disputed:
      isAmountDisputed(attempt) || receipts.size < payments.length,
    receipt_used: receiptDisputed,
    contradicted:
      success !== null && refusal !== null && refusal.status !== "expired",
    no_result: unresolved && !ENDED.includes(attemptStatus(attempt)),
    part_paid: isPartlyPaid(attempt),
  };
  return REVIEW_REASONS.filter((reason) => reasons[reason]);
}

/**
 * The amount paid is uncertain. If the provider's query result names the amount, a callback with a different amount is
 * simply wrong. Paybill notices can't be checked that way: each may be a separate payment.
 */
export function isAmountDisputed(attempt: Attempt): boolean {
  const { method } = attempt.plan;
  if (!attempt.facts.amountDisputed) return false;
  if (method === "paybill") return true;
  const success = attemptSuccess(attempt);
  return success === null ? method !== "card" : !success.amountKnown;
}

/**
 * The attempt may still succeed without manual action. False once it needs a review after 72 hours without a final
 * status.
 */
export function mayStillPay(attempt: Attempt): boolean {
  const isOpen =
    blocksNewAttempt(attempt) || attemptStatus(attempt) === "unconfirmed";
  return (isOpen && !attempt.facts.unresolved) || mayStillPrompt(attempt);
}

/** More was received than requested. */
export function isOverpaid(attempt: Attempt): boolean {
  return receivedValue(attempt) > attempt.plan.amount.value;
}

/** Paid after the deadline, or recorded after the provider reported a failure. */
export function isLate(attempt: Attempt): boolean {
  const { plan, facts } = attempt;
  const success = attemptSuccess(attempt);
  if (success === null) return false;
  return (
    success.at > plan.deadlineAt ||
    (facts.refusal !== null && facts.refusal.seq < success.seq)
  );
}
