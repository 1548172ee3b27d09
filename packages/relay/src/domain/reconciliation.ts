/** The comparison of a day with the provider: how far it has come, and the differences that it found. Pure. */
import type { Amount, Method } from "@malipo/protocol";
import type {
  DifferenceCause,
  DifferenceResolution,
  ProviderSays,
  ReconciliationState,
} from "@malipo/protocol/merchant";
import { sameAmount } from "./amount.ts";
import { attemptSuccess } from "./attempt.ts";
import type { Attempt, ProviderId } from "./attempt.ts";
import type { DayRange } from "./day.ts";
import type { Instant } from "./observation.ts";
import { normalizeReceipt } from "./receipt.ts";
import { refundStatus } from "./refund.ts";
import type { Refund } from "./refund.ts";

/** In this order. The last one asks again about all that is still open, of earlier days, too. */
export const STAGES = [
  "attempts_created",
  "attempts_settled",
  "refunds_created",
  "refunds_settled",
  "open_differences",
] as const;
export type Stage = (typeof STAGES)[number];

export interface Place {
  readonly stage: Stage;
  /** The last one that is done; null at the stage's beginning. */
  readonly after: string | null;
}

/** The provider has not responded since, this many times in a row. */
export interface Silence {
  readonly since: Instant;
  readonly times: number;
}

export interface Reconciliation extends DayRange {
  /** "2026-11-29", of the time zone. */
  readonly day: string;
  readonly timeZone: string;
  readonly state: ReconciliationState;
  /** Grows by one with each stored change. */
  readonly version: number;
  /** How often it was begun. */
  readonly runs: number;
  /** Of the last time, like all that follows. */
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** Attempts and refunds of the day. */
  readonly total: number;
  readonly asked: { readonly attempts: number; readonly refunds: number };
  /** Payments by methods that the provider can't be asked about. */
  readonly notAsked: number;
  readonly place: Place;
  readonly silence: Silence | null;
}

interface BeginInput extends DayRange {
  readonly day: string;
  readonly timeZone: string;
  readonly total: number;
  readonly now: Instant;
}

/** The day from its beginning, for the first time or again. */
export function beginReconciliation(
  known: Reconciliation | undefined,
  { now, ...day }: BeginInput,
): Reconciliation {
  return {
    ...day,
    state: "running",
    version: (known?.version ?? 0) + 1,
    runs: (known?.runs ?? 0) + 1,
    startedAt: now,
    endedAt: null,
    asked: { attempts: 0, refunds: 0 },
    notAsked: 0,
    place: { stage: STAGES[0], after: null },
    silence: null,
  };
}

export interface ProviderAnswer {
  readonly says: ProviderSays;
  /** Null if the response has none that can be read. */
  readonly amount: Amount | null;
  readonly receipt: string | null;
}

/** What the relay held when the provider was asked. */
export interface Held {
  readonly status: string;
  readonly amount: Amount;
  readonly receipt: string | null;
}

export interface Difference {
  /** Of the day, the subject and the cause: found again, it is the same. */
  readonly id: string;
  readonly day: string;
  readonly cause: DifferenceCause;
  readonly orderId: string;
  readonly reference: string;
  readonly attemptId: string;
  /** Null if it is about the attempt itself. */
  readonly refundId: string | null;
  readonly provider: ProviderId;
  readonly method: Method;
  readonly here: Held;
  readonly atProvider: ProviderAnswer;
  readonly foundAt: Instant;
  readonly checkedAt: Instant;
  /** Null while it is open. */
  readonly resolution: DifferenceResolution | null;
}

/** The attempt or refund that it is about. */
export const subjectOf = ({
  attemptId,
  refundId,
}: Pick<Difference, "attemptId" | "refundId">): string => refundId ?? attemptId;

export const differenceId = (
  day: string,
  subject: string,
  cause: DifferenceCause,
): string => `${day}.${subject}.${cause}`;

/** `attempt`: as it was before the provider's answer was recorded. Null if both say the same. */
export function compareAttempt(
  attempt: Attempt,
  { says, amount, receipt }: ProviderAnswer,
): DifferenceCause | null {
  const success = attemptSuccess(attempt);
  switch (says) {
    case "no_answer":
      return "no_answer";
    case "paid":
      if (amount !== null && !sameAmount(amount, attempt.plan.amount))
        return "amount_differs";
      if (success === null) return "paid_at_provider_not_here";
      return isSameReceipt(success.receipt, receipt) ? null : "receipt_differs";
    case "not_paid":
    case "pending":
      return success === null ? null : "paid_here_not_at_provider";
    case "unknown":
      return success === null ? null : "unknown_to_provider";
  }
}

/** One that is missing doesn't differ. */
function isSameReceipt(here: string | null, there: string | null): boolean {
  const [a, b] = [normalizeReceipt(here), normalizeReceipt(there)];
  return a === null || b === null || a === b;
}

export function compareRefund(
  refund: Refund,
  { says, amount }: ProviderAnswer,
): DifferenceCause | null {
  const isPaid = refundStatus(refund) === "paid";
  switch (says) {
    case "no_answer":
      return "no_answer";
    case "paid":
      return isPaid &&
        (amount === null || sameAmount(amount, refund.plan.amount))
        ? null
        : "refund_differs";
    case "not_paid":
    case "pending":
      return isPaid ? "refund_differs" : null;
    case "unknown":
      return isPaid ? "unknown_to_provider" : null;
  }
}

/** What becomes of a subject's differences when it was compared. `found`: none if both say the same. */
export function updateDifferences(
  known: readonly Difference[],
  found: Difference | null,
  now: Instant,
): readonly Difference[] {
  const same = known.find(({ id }) => id === found?.id);
  const others = known.filter(
    ({ id, resolution }) => id !== found?.id && resolution === null,
  );
  // Without an answer, nothing is known of the others.
  const isAnswered = found === null || found.atProvider.says !== "no_answer";
  return [
    ...(found === null
      ? []
      : [{ ...found, foundAt: same?.foundAt ?? found.foundAt }]),
    ...(isAnswered
      ? others.map((each) => ({
          ...each,
          checkedAt: now,
          resolution: "gone" as const,
        }))
      : []),
  ];
}
