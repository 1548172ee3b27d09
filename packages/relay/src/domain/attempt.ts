/** An attempt: its fixed plan, the facts recorded since, and the status derived from them. */
import type {
  Action,
  Amount,
  AttemptStatus,
  FailureCode,
  Method,
} from "@malipo/protocol";
import type { Instant, NegativeStatus, Sequence } from "./observation.ts";

/** The id in the provider's module. It is stored with every attempt, so it must never change. */
export type ProviderId = string;

/** Fixed when the attempt starts. */
export interface AttemptPlan {
  /** The provider's `originatorConversationId`. */
  readonly id: string;
  readonly orderId: string;
  readonly method: Method;
  readonly provider: ProviderId;
  readonly amount: Amount;
  /** Digits with country code ("254712345678"); null for methods without a phone. */
  readonly phone: string | null;
  readonly createdAt: Instant;
  /** When the phone prompt or the hosted page expires. */
  readonly promptExpiresAt: Instant;
  /** Without a result by this time, the attempt is `unconfirmed`. Not before `promptExpiresAt`. */
  readonly deadlineAt: Instant;
  /** How long after the end of the submit "not found" means that the submit never arrived. */
  readonly absentAfterMs: number;
  /** What the payer enters in another app to identify the payment. Unique, [A-Z0-9]; null if not needed. */
  readonly payerReference: string | null;
  /** The payer chooses the sum, and whatever is paid counts as a part (`part-payments.ts`). Absent: false. */
  readonly takesParts?: boolean | undefined;
}

/** A fact of which the first record stands. */
export interface Recorded {
  readonly at: Instant;
  /** Its position among the order's events. */
  readonly seq: Sequence;
}

export interface Success extends Recorded {
  readonly receipt: string | null;
  /** The provider's response included the amount. */
  readonly amountKnown: boolean;
}

/** One payment to the attempt's account. */
export interface Payment extends Recorded {
  /** The provider's id of the payment. Repeated reports of one payment count once. */
  readonly receipt: string;
  readonly amount: Amount;
}

export interface Refusal extends Recorded {
  readonly status: NegativeStatus;
  readonly code: FailureCode | null;
}

/** What has been observed. Every field grows monotonically (see `join`), so order and repetition don't matter. */
export interface AttemptFacts {
  readonly accepted: {
    readonly at: Instant;
    readonly action: Action | null;
  } | null;
  readonly submitUnknownAt: Instant | null;
  readonly payerAnswered: boolean;
  readonly success: Success | null;
  /** Paid, but with a different amount or currency than the order's. */
  readonly mismatch: Success | null;
  /** The transfer accepted for this attempt. */
  readonly transfer: (Recorded & { readonly reference: string }) | null;
  /** Ordered by receipt, then amount. */
  readonly payments: readonly Payment[];
  readonly refusal: Refusal | null;
  readonly timedOutFirstAt: Instant | null;
  readonly timedOutLastAt: Instant | null;
  readonly pendingLastAt: Instant | null;
  readonly notFoundFirstAt: Instant | null;
  readonly notFoundLastAt: Instant | null;
  /** The longest measured time from the end of the submit to a "not found". */
  readonly absentForMs: number | null;
  readonly deadlinePassed: boolean;
  readonly cancelRequestedAt: Instant | null;
  /** In the order of events: the shopper's first cancel, the deadline, the provider's first "timed out". */
  readonly cancelSeq: Sequence | null;
  readonly deadlineSeq: Sequence | null;
  readonly timedOutSeq: Sequence | null;
  /** The last event that the latest "pending", "timed out" or any of these results can reflect. */
  readonly pendingSince: Sequence | null;
  readonly timedOutSince: Sequence | null;
  readonly askedSince: Sequence | null;
  readonly amountDisputed: boolean;
  readonly receiptDisputed: boolean;
  readonly unresolved: boolean;
}

export interface Attempt {
  readonly plan: AttemptPlan;
  readonly facts: AttemptFacts;
}

/** The longest a submit may take, with a token refresh and a retry. Later, its process must have died. */
export const SUBMIT_SURELY_OVER_MS = 60_000;

export const NO_FACTS: AttemptFacts = {
  accepted: null,
  submitUnknownAt: null,
  payerAnswered: false,
  success: null,
  mismatch: null,
  transfer: null,
  payments: [],
  refusal: null,
  timedOutFirstAt: null,
  timedOutLastAt: null,
  pendingLastAt: null,
  notFoundFirstAt: null,
  notFoundLastAt: null,
  absentForMs: null,
  deadlinePassed: false,
  cancelRequestedAt: null,
  cancelSeq: null,
  deadlineSeq: null,
  timedOutSeq: null,
  pendingSince: null,
  timedOutSince: null,
  askedSince: null,
  amountDisputed: false,
  receiptDisputed: false,
  unresolved: false,
};

const since = (at: Instant | null, moment: Instant): boolean =>
  at !== null && at >= moment;

/** A time-out is final only after a second query confirms it. */
function timedOutTwice({ timedOutSeq, timedOutSince }: AttemptFacts): boolean {
  return timedOutSeq !== null && since(timedOutSince, timedOutSeq);
}

/** Falls back to the deadline's time until the deadline is stored (older versions stored it without `seq`). */
export function deadlineSequence({ plan, facts }: Attempt): Sequence {
  return facts.deadlineSeq ?? plan.deadlineAt;
}

/** No sign that the provider received the submit, and two queries, the last long enough after it, found nothing. */
export function neverArrived(
  facts: AttemptFacts,
  absentAfterMs: number,
): boolean {
  const seen =
    facts.accepted !== null ||
    facts.payerAnswered ||
    facts.pendingLastAt !== null ||
    facts.timedOutFirstAt !== null;
  return (
    !seen &&
    facts.notFoundFirstAt !== facts.notFoundLastAt &&
    since(facts.absentForMs, absentAfterMs)
  );
}

/**
 * Past its deadline, but the provider still reports it as open: expired for the shopper, but not settled, because it
 * may have been paid at the last moment. Not while a transfer is being accepted.
 */
function isPastDeadlineStillOpen({ plan, facts }: Attempt): boolean {
  return (
    plan.phone === null &&
    facts.transfer === null &&
    since(facts.pendingSince, deadlineSequence({ plan, facts }))
  );
}

/** A payment in another currency doesn't count towards the requested amount. */
export function isCounted({ plan }: Attempt, { currency }: Amount): boolean {
  return currency === plan.amount.currency;
}

/** Money that came, as it was recorded. */
export interface Received extends Recorded {
  readonly receipt: string | null;
  /** What it adds to the sum received, in minor units. */
  readonly value: number;
}

/**
 * Payments in the order they were recorded. Of several amounts for one receipt the largest counts, because a payment is
 * never taken back; each report adds only the increase.
 */
function countedPayments(
  attempt: Attempt,
): readonly (Received & Pick<Payment, "receipt">)[] {
  const reports = attempt.facts.payments
    .filter(({ amount }) => isCounted(attempt, amount))
    .toSorted((a, b) => a.seq - b.seq || a.amount.value - b.amount.value);
  const counted = new Map<string, number>();
  return reports.flatMap(({ at, seq, receipt, amount }) => {
    const before = counted.get(receipt) ?? 0;
    if (amount.value <= before) return [];
    counted.set(receipt, amount.value);
    return [{ at, seq, receipt, value: amount.value - before }];
  });
}

/** The payment that completed the requested amount. */
function completedBy(attempt: Attempt): Success | null {
  if (attempt.facts.payments.length === 0) return null;
  const { amount, takesParts } = attempt.plan;
  const needed = takesParts === true ? 1 : amount.value;
  let received = 0;
  for (const { at, seq, receipt, value } of countedPayments(attempt)) {
    received += value;
    if (received >= needed) return { at, seq, receipt, amountKnown: true };
  }
  return null;
}

/** The first record that the attempt was paid, in full unless it takes parts; null if it was not. */
export function attemptSuccess(attempt: Attempt): Success | null {
  const { success } = attempt.facts;
  const completed = completedBy(attempt);
  return success !== null &&
    (completed === null || success.seq <= completed.seq)
    ? success
    : completed;
}

/**
 * All that was received, oldest first. The provider's "paid" stands for the requested amount, and covers the payments
 * that make it up.
 */
export function receivedOf(attempt: Attempt): readonly Received[] {
  const { plan, facts } = attempt;
  const payments = countedPayments(attempt);
  if (facts.success === null) return payments;
  const { at, seq, receipt } = facts.success;
  let paid = 0;
  let sum = 0;
  return [{ at, seq, receipt, value: plan.amount.value, isWhole: true }]
    .concat(payments.map((each) => ({ ...each, isWhole: false })))
    .toSorted((a, b) => a.seq - b.seq)
    .flatMap(({ isWhole, value, ...each }) => {
      if (!isWhole) paid += value;
      const increase = Math.max(isWhole ? value : 0, paid, sum) - sum;
      sum += increase;
      return increase === 0 ? [] : [{ ...each, value: increase }];
    });
}

/** The verified amount received, in minor units of the attempt's currency. */
export function receivedValue(attempt: Attempt): number {
  return receivedOf(attempt).reduce((total, { value }) => total + value, 0);
}

/** Something was paid, but less than the full amount or in another currency. */
export function isPartlyPaid(attempt: Attempt): boolean {
  return attempt.facts.payments.length > 0 && attemptSuccess(attempt) === null;
}

/** Paid, with the right or a wrong amount: another query can't add anything. */
export function isPaidOrMismatched(attempt: Attempt): boolean {
  return attemptSuccess(attempt) !== null || attempt.facts.mismatch !== null;
}

/**
 * The provider reported a final result, so scheduled queries stop. Inferred statuses (expired, never arrived, timed
 * out) are not settled. A hint still triggers a query of anything unpaid: a late payment may follow a failure.
 */
export function isSettled(attempt: Attempt): boolean {
  return isPaidOrMismatched(attempt) || attempt.facts.refusal !== null;
}

/** The payer has already sent money, so it is too late to cancel. */
function hasMoneyUnderWay({ facts }: Attempt): boolean {
  return facts.transfer !== null || facts.payments.length > 0;
}

export function attemptStatus(attempt: Attempt): AttemptStatus {
  const { facts } = attempt;
  if (attemptSuccess(attempt) !== null) return "succeeded";
  if (facts.mismatch !== null) return "failed";
  if (facts.refusal !== null) return facts.refusal.status;
  if (timedOutTwice(facts) || isPastDeadlineStillOpen(attempt))
    return "expired";
  if (neverArrived(facts, attempt.plan.absentAfterMs)) return "failed";
  if (
    facts.cancelSeq !== null &&
    !hasMoneyUnderWay(attempt) &&
    since(facts.pendingSince, facts.cancelSeq)
  )
    return "cancelled";
  if (facts.deadlinePassed) return "unconfirmed";
  if (facts.payerAnswered || facts.transfer !== null) return "processing";
  if (facts.accepted !== null || facts.pendingLastAt !== null)
    return "awaiting_payer";
  return facts.submitUnknownAt === null ? "submitting" : "submit_unknown";
}

/**
 * Another attempt could charge the payer twice: this one is in progress, not queried since its deadline, or has a
 * transfer that is being accepted.
 */
export function blocksNewAttempt(attempt: Attempt): boolean {
  switch (attemptStatus(attempt)) {
    case "submitting":
    case "submit_unknown":
    case "awaiting_payer":
    case "processing":
      return true;
    case "unconfirmed":
      return (
        attempt.facts.transfer !== null ||
        !since(attempt.facts.askedSince, deadlineSequence(attempt))
      );
    default:
      return false;
  }
}

/** The provider was queried after the shopper cancelled, in order of events, and responded. */
export function isAskedSinceCancel({ facts }: Attempt): boolean {
  return facts.cancelSeq !== null && since(facts.askedSince, facts.cancelSeq);
}

/** A cancelled prompt may still be open on the phone, so another prompt must wait. */
export function mayStillPrompt(attempt: Attempt): boolean {
  return (
    attempt.plan.phone !== null &&
    attemptStatus(attempt) === "cancelled" &&
    attempt.facts.refusal === null &&
    !attempt.facts.deadlinePassed
  );
}
