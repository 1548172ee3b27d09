/** When a person must look at an attempt. Pure. */
import type { AttemptStatus } from "@malipo/protocol";
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

/** A person must look: wrong amount, provider contradicting itself, or no answer for 72 hours. */
export function needsReview(attempt: Attempt): boolean {
  const { facts } = attempt;
  const { mismatch, refusal } = facts;
  const success = attemptSuccess(attempt);
  const contradicted =
    success !== null && refusal !== null && refusal.status !== "expired";
  const unanswered =
    facts.unresolved && !ENDED.includes(attemptStatus(attempt));
  const receipts = new Set(facts.payments.map(({ receipt }) => receipt));
  const oddPayments =
    isPartlyPaid(attempt) ||
    receipts.size < facts.payments.length ||
    facts.payments.some(({ amount }) => !isCounted(attempt, amount));
  return (
    mismatch !== null ||
    facts.receiptDisputed ||
    isAmountDisputed(attempt) ||
    contradicted ||
    unanswered ||
    oddPayments
  );
}

/**
 * Nobody knows how much was paid. Where the provider's own answer names the amount, a callback that names another is
 * only wrong; but each notice of a paybill number may be of a payment of its own.
 */
export function isAmountDisputed(attempt: Attempt): boolean {
  const { method } = attempt.plan;
  if (!attempt.facts.amountDisputed) return false;
  if (method === "paybill") return true;
  const success = attemptSuccess(attempt);
  return success === null ? method !== "card" : !success.amountKnown;
}

/** A payment may come of it by itself; one that nobody answered for 72 hours is a person's. */
export function mayStillPay(attempt: Attempt): boolean {
  const isOpen =
    blocksNewAttempt(attempt) || attemptStatus(attempt) === "unconfirmed";
  return (isOpen && !attempt.facts.unresolved) || mayStillPrompt(attempt);
}

/** More came to the attempt's account than was asked for. */
export function isOverpaid(attempt: Attempt): boolean {
  return receivedValue(attempt) > attempt.plan.amount.value;
}

/** Paid after the deadline, or after the provider had first said no. */
export function isLate(attempt: Attempt): boolean {
  const { plan, facts } = attempt;
  const success = attemptSuccess(attempt);
  if (success === null) return false;
  return (
    success.at > plan.deadlineAt ||
    (facts.refusal !== null && facts.refusal.at < success.at)
  );
}
