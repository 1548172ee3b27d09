/** An attempt: what was fixed when it began, the facts learned since, and the status they add up to. */
import type {
  Action,
  Amount,
  AttemptStatus,
  Failure,
  FailureCode,
  Method,
} from "@malipo/protocol";
import { toFailure } from "./failure.ts";
import type { Instant, NegativeStatus, Place } from "./observation.ts";

/** As its module names it: stored with every attempt, so it is never changed. */
export type ProviderId = string;

/** Fixed when the attempt begins. */
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
  /** When the prompt on the phone or the hosted page lapses. */
  readonly promptExpiresAt: Instant;
  /** From here on, no answer means `unconfirmed`. Not before `promptExpiresAt`. */
  readonly deadlineAt: Instant;
  /** How long after the end of the submit "not found" begins to mean that it never arrived. */
  readonly absentAfterMs: number;
  /**
   * What the payer types in an app of their own (paybill account, narration), so that the payment is found
   * again. Unique, in capitals and digits; null for methods that need none.
   */
  readonly payerReference: string | null;
}

export interface Success {
  readonly at: Instant;
  readonly receipt: string | null;
  /** The provider's answer named the amount itself. */
  readonly amountKnown: boolean;
}

/** One of the payments that were made to the attempt's account. */
export interface Payment {
  readonly at: Instant;
  /** The provider's own name of it: the same payment told twice counts once. */
  readonly receipt: string;
  readonly amount: Amount;
}

export interface Refusal {
  readonly at: Instant;
  readonly status: NegativeStatus;
  readonly code: FailureCode | null;
}

/** What was learned. Each field only ever grows (see `join`), so that order and repetition do not matter. */
export interface AttemptFacts {
  readonly accepted: {
    readonly at: Instant;
    readonly action: Action | null;
  } | null;
  readonly submitUnknownAt: Instant | null;
  readonly payerAnswered: boolean;
  readonly success: Success | null;
  /** Paid, but another amount or currency than ours. */
  readonly mismatch: Success | null;
  /** The payer's transfer that was taken for this attempt. */
  readonly transfer: {
    readonly at: Instant;
    readonly reference: string;
  } | null;
  /** Ordered by receipt, then amount. */
  readonly payments: readonly Payment[];
  readonly refusal: Refusal | null;
  readonly timedOutFirstAt: Instant | null;
  readonly timedOutLastAt: Instant | null;
  readonly pendingLastAt: Instant | null;
  readonly notFoundFirstAt: Instant | null;
  readonly notFoundLastAt: Instant | null;
  /** The longest that the submit had been over, as measured, when the provider did not know it. */
  readonly absentForMs: number | null;
  readonly deadlinePassed: boolean;
  readonly cancelRequestedAt: Instant | null;
  /** When the shopper first gave up, the deadline passed and the provider first said "timed out", in order of events. */
  readonly cancelSeq: Place | null;
  readonly deadlineSeq: Place | null;
  readonly timedOutSeq: Place | null;
  /** What the latest "pending", the latest "timed out" and the latest answer of any of these kinds could know of. */
  readonly pendingSince: Place | null;
  readonly timedOutSince: Place | null;
  readonly askedSince: Place | null;
  readonly amountDisputed: boolean;
  readonly receiptDisputed: boolean;
  readonly unresolved: boolean;
}

export interface Attempt {
  readonly plan: AttemptPlan;
  readonly facts: AttemptFacts;
}

/** The longest a submit may take, with a fresh token and one repeat; one without an end died with its process. */
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

/** A time-out is final only when a query that was made after it repeats it. */
function timedOutTwice({ timedOutSeq, timedOutSince }: AttemptFacts): boolean {
  return timedOutSeq !== null && since(timedOutSince, timedOutSeq);
}

/** Before it is stored, and where an older version stored it, the deadline's moment stands for it. */
export function deadlinePlace({ plan, facts }: Attempt): Place {
  return facts.deadlineSeq ?? plan.deadlineAt;
}

/** Nobody has seen the id, and so long after the submit's end, as measured, the provider, asked twice, does not know it. */
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

/** The moment from which "not found" means that the submit never arrived, by the clock as it was. */
function absentFrom({ plan, facts }: Attempt): Instant {
  const endOfSubmit =
    facts.submitUnknownAt ?? plan.createdAt + SUBMIT_SURELY_OVER_MS;
  return endOfSubmit + plan.absentAfterMs;
}

/**
 * A hosted page or an account past its time that the provider still calls open: over for the shopper, but not
 * settled, because it may have been paid in its last moment. Not while a transfer of the payer is being taken.
 */
function openEndedLapsed({ plan, facts }: Attempt): boolean {
  return (
    plan.phone === null &&
    facts.transfer === null &&
    since(facts.pendingSince, deadlinePlace({ plan, facts }))
  );
}

/** Money in another currency is nobody's part of what was asked for. */
export function isCounted({ plan }: Attempt, { currency }: Amount): boolean {
  return currency === plan.amount.currency;
}

interface Part {
  readonly at: Instant;
  readonly receipt: string;
  /** What it added, in minor units. */
  readonly value: number;
}

/**
 * What came to the attempt's account, in the order in which it was told. Of a receipt that is told with several
 * amounts the largest counts, because what is paid is never taken back; each telling adds what it is above those before.
 */
function partsOf(attempt: Attempt): readonly Part[] {
  const told = attempt.facts.payments
    .filter(({ amount }) => isCounted(attempt, amount))
    .toSorted((a, b) => a.at - b.at || a.amount.value - b.amount.value);
  const counted = new Map<string, number>();
  return told.flatMap(({ at, receipt, amount }) => {
    const before = counted.get(receipt) ?? 0;
    if (amount.value <= before) return [];
    counted.set(receipt, amount.value);
    return [{ at, receipt, value: amount.value - before }];
  });
}

/** The payment with which the attempt's account had received all that was asked for. */
function completedBy(attempt: Attempt): Success | null {
  let received = 0;
  for (const { at, receipt, value } of partsOf(attempt)) {
    received += value;
    if (received >= attempt.plan.amount.value)
      return { at, receipt, amountKnown: true };
  }
  return null;
}

/** That it was paid in full, and when first; null while it was not. */
export function attemptSuccess(attempt: Attempt): Success | null {
  const { success } = attempt.facts;
  const completed = completedBy(attempt);
  return success !== null && (completed === null || success.at <= completed.at)
    ? success
    : completed;
}

/** What the payer sent for this attempt, in minor units of its currency, as far as it is proven. */
export function receivedValue(attempt: Attempt): number {
  const { plan, facts } = attempt;
  const sum = partsOf(attempt).reduce((total, { value }) => total + value, 0);
  return facts.success === null ? sum : Math.max(plan.amount.value, sum);
}

/** Some money came to the attempt's account, but not all of it, or in another currency. */
export function isPartlyPaid(attempt: Attempt): boolean {
  return attempt.facts.payments.length > 0 && attemptSuccess(attempt) === null;
}

/** Paid, ours or another amount: nothing more can be learned by asking. */
export function moneyMoved(attempt: Attempt): boolean {
  return attemptSuccess(attempt) !== null || attempt.facts.mismatch !== null;
}

/**
 * The provider itself named a final result, so that nobody asks again on a schedule. Statuses that are
 * only inferred (lapsed, never arrived, timed out) are not settled, and a hint has anything unpaid
 * asked about once more: a refusal may be followed by a late payment.
 */
export function isSettled(attempt: Attempt): boolean {
  return moneyMoved(attempt) || attempt.facts.refusal !== null;
}

/** The payer sent something already: giving up comes too late. */
function hasMoneyUnderWay({ facts }: Attempt): boolean {
  return facts.transfer !== null || facts.payments.length > 0;
}

export function attemptStatus(attempt: Attempt): AttemptStatus {
  const { facts } = attempt;
  if (attemptSuccess(attempt) !== null) return "succeeded";
  if (facts.mismatch !== null) return "failed";
  if (facts.refusal !== null) return facts.refusal.status;
  if (timedOutTwice(facts) || openEndedLapsed(attempt)) return "expired";
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
 * True while another attempt could charge the payer twice: this one is alive, or unconfirmed and
 * not yet asked about since its deadline, or a transfer of the payer is being taken for it.
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
        !since(attempt.facts.askedSince, deadlinePlace(attempt))
      );
    default:
      return false;
  }
}

export function attemptFailure(attempt: Attempt): Failure | null {
  const { facts } = attempt;
  switch (attemptStatus(attempt)) {
    case "failed":
      if (facts.mismatch !== null) return toFailure("amount_mismatch");
      return toFailure(
        facts.refusal === null
          ? "provider_unavailable"
          : (facts.refusal.code ?? "unknown"),
      );
    case "expired":
      return facts.refusal?.code == null ? null : toFailure(facts.refusal.code);
    default:
      return null;
  }
}

/** Before this moment another try by the same method can't help; null when it does not matter. */
export function retryAt(attempt: Attempt): Instant | null {
  const failure = attemptFailure(attempt);
  if (failure === null || !failure.retryable || failure.retryAfterSeconds === 0)
    return null;
  // A moment that repeated answers do not move, or the shopper would wait for ever.
  const from = attempt.facts.refusal?.at ?? absentFrom(attempt);
  return from + failure.retryAfterSeconds * 1000;
}

/** The provider was asked after the shopper gave up, in order of events, and gave an answer. */
export function isAskedSinceCancel({ facts }: Attempt): boolean {
  return facts.cancelSeq !== null && since(facts.askedSince, facts.cancelSeq);
}

/** A prompt may still be open on a phone although the shopper gave it up: another prompt must wait. */
export function mayStillPrompt(attempt: Attempt): boolean {
  return (
    attempt.plan.phone !== null &&
    attemptStatus(attempt) === "cancelled" &&
    attempt.facts.refusal === null &&
    !attempt.facts.deadlinePassed
  );
}
