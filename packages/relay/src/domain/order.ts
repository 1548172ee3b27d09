/** An order: its fixed part, the recorded facts, and the status derived from them. Pure. */
import { REVIEW_REASONS } from "@malipo/protocol";
import type {
  Adjustment,
  Amount,
  Line,
  OrderField,
  OrderFlags,
  OrderSource,
  OrderStatus,
  ReviewReason,
  Outcome,
  PaymentRule,
} from "@malipo/protocol";
import {
  attemptStatus,
  attemptSuccess,
  blocksNewAttempt,
  isPartlyPaid,
  receivedValue,
} from "./attempt.ts";
import { isLate, isOverpaid, reviewReasons } from "./attempt-review.ts";
import type { Attempt } from "./attempt.ts";
import type { Instant } from "./observation.ts";
import {
  amountDue,
  amountPaid,
  completionOf,
  isPartPaid,
  takesParts,
} from "./part-payments.ts";
import type { ReceiptMessages } from "./receipt-message.ts";
import { isSameId } from "./same-id.ts";
import type { TraceContext } from "./trace-context.ts";

export type Metadata = Readonly<Record<string, string>>;

export interface Customer {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

export interface RefundSums {
  readonly paid: Amount;
  /** Requested, and neither paid nor refused. */
  readonly pending: Amount;
  /** What of both gives back a surplus. Absent: nothing. */
  readonly surplus?: Amount | undefined;
}

/** What a person settled about it (`resolution.ts`). */
export interface Resolution {
  /** What was found and done, in the merchant's words. */
  readonly note: string;
  readonly at: Instant;
  /** What it is about, as `issuesOf` named it then. */
  readonly issues: readonly string[];
  /** What of the surplus no refund covered then. Absent: all, as all were before it was recorded. */
  readonly surplusLeft?: number | undefined;
}

/** Its trace is that of its checkout. */
export interface Order extends TraceContext {
  readonly id: string;
  readonly reference: string;
  /** Starts at 1 and grows by one with every stored change. */
  readonly version: number;
  /** Whether it is paid in money, as configured when it was created; null for orders from before it was recorded. */
  readonly livemode: boolean | null;
  readonly amount: Amount;
  readonly lines: readonly Line[];
  /** Empty for orders from before there were any. */
  readonly adjustments: readonly Adjustment[];
  readonly source: OrderSource;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  /** Set once, at expiry, unless it has been paid. */
  readonly expiredAt: Instant | null;
  readonly cancelledAt: Instant | null;
  /** Included in tokens; incrementing it revokes all of them. */
  readonly tokenEpoch: number;
  /** The page's origin ("https://shop.example"); null for orders made by the merchant's backend. */
  readonly origin: string | null;
  readonly returnUrl: string | null;
  readonly locale: string | null;
  readonly customer: Customer | null;
  /** The merchant's own data, given back to the merchant alone. */
  readonly metadata?: Metadata | undefined;
  /** The payer's answers to the payment link's fields. */
  readonly fields?: readonly OrderField[] | undefined;
  /** Absent: "exact", as all orders were before there were others. */
  readonly payment?: PaymentRule | undefined;
  /** What can be paid first. */
  readonly deposit?: Amount | undefined;
  /** A part was sent back before the order was paid: nothing completes it any more. */
  readonly partsReturned?: boolean | undefined;
  /** Only methods that name the payer's phone: the payment link is for one use per phone number. */
  readonly onePerPhone?: boolean | undefined;
  /** Of all its refunds, kept in step with them; absent until one is requested. */
  readonly refunds?: RefundSums | undefined;
  /** Of its receipt, to the shopper. */
  readonly messages?: ReceiptMessages | undefined;
  /** Absent until a person has settled what it was flagged for. */
  readonly resolution?: Resolution | undefined;
  /** Oldest first. */
  readonly earlierResolutions?: readonly Resolution[] | undefined;
  /** When its personal data was erased (`privacy/`); what arrives later is stored without any. */
  readonly erasedAt: Instant | null;
  /** Oldest first. */
  readonly attempts: readonly Attempt[];
}

export function findAttempt(
  order: Order | undefined,
  attemptId: string,
): Attempt | undefined {
  return order?.attempts.find(({ plan }) => isSameId(plan.id, attemptId));
}

const isPaid = (attempt: Attempt): boolean =>
  attemptStatus(attempt) === "succeeded";
/** Its result is still awaited. */
export const isOpenEnded = (attempt: Attempt): boolean =>
  blocksNewAttempt(attempt) || attemptStatus(attempt) === "unconfirmed";

export function orderStatus(order: Order): OrderStatus {
  if (completionOf(order) !== null) return "paid";
  const isCancelled = order.cancelledAt !== null;
  // What the provider never decided ends with the order that a person has cancelled.
  const isAwaited = (attempt: Attempt): boolean =>
    isOpenEnded(attempt) && !(isCancelled && attempt.facts.unresolved);
  if (order.attempts.some(isAwaited)) return "pending";
  if (isCancelled) return "cancelled";
  return order.expiredAt === null ? "open" : "expired";
}

/** What was paid of an order so far and what is still awaited. */
export interface OpenBalance {
  readonly paid: Amount;
  readonly due: Amount;
}

/** Undefined unless a part is paid and the rest can still come. */
export function openBalanceOf(order: Order): OpenBalance | undefined {
  const status = orderStatus(order);
  const isAwaited = status === "open" || status === "pending";
  return isAwaited && isPartPaid(order) && order.partsReturned !== true
    ? { paid: amountPaid(order), due: amountDue(order) }
    : undefined;
}

export function orderFlags(order: Order): OrderFlags {
  const completion = completionOf(order);
  const closedBefore = (at: Instant | null): boolean =>
    at !== null && completion !== null && completion.at > at;
  // Only unpaid orders can be cancelled, so a payment of a cancelled order came later, whatever the clock says.
  return {
    late:
      completion !== null &&
      // Parts may come at any time before the order expires.
      ((!takesParts(order) && isLate(completion.attempt)) ||
        closedBefore(order.expiredAt) ||
        order.cancelledAt !== null),
    overpaid: takesParts(order)
      ? amountPaid(order).value > order.amount.value
      : isPaidTwice(order),
    review: orderReviewReasons(order).length > 0,
  };
}

export const orderReviewReasons = (order: Order): readonly ReviewReason[] => {
  const found = new Set(order.attempts.flatMap(reviewReasons));
  if (hasStrandedParts(order)) found.add("part_paid");
  return REVIEW_REASONS.filter((reason) => found.has(reason));
};

/** How much more than the order's amount was received, in minor units; 0 unless it is overpaid. */
export const surplusOf = (order: Order): number =>
  orderFlags(order).overpaid ? amountPaid(order).value - order.amount.value : 0;

/** What of the surplus is not on its way back: a refund that was paid or still may be covers it. */
export const surplusLeftOf = (order: Order): number =>
  Math.max(0, surplusOf(order) - (order.refunds?.surplus?.value ?? 0));

/** What was paid in part beside the attempt that paid is too much as well. */
function isPaidTwice({ attempts }: Order): boolean {
  const paid = attempts.filter(isPaid);
  return (
    paid.length > 1 ||
    attempts.some(isOverpaid) ||
    (paid.length > 0 &&
      attempts.some((each) => !isPaid(each) && receivedValue(each) > 0))
  );
}

/** Paid in part and closed: what was not sent back waits for a person. */
function hasStrandedParts(order: Order): boolean {
  if (!isPartPaid(order)) return false;
  const status = orderStatus(order);
  return (
    (status === "expired" || status === "cancelled") &&
    amountPaid(order).value > (order.refunds?.paid.value ?? 0)
  );
}

/** The attempt to show: the one by which the order became paid, else the newest that may still pay, else the newest. */
export function currentAttempt(order: Order): Attempt | undefined {
  return (
    completionOf(order)?.attempt ??
    order.attempts.findLast(isOpenEnded) ??
    order.attempts.at(-1)
  );
}

/**
 * A wrong amount or another order's payment may have been received. Nothing more may be charged before a manual review.
 */
export function holdsForReview(order: Order): boolean {
  return order.attempts.some(
    (attempt) =>
      isPartlyPaid(attempt) ||
      ((attempt.facts.mismatch !== null || attempt.facts.receiptDisputed) &&
        attemptSuccess(attempt) === null),
  );
}

/**
 * The final result, or null. Its id is derived from the order and the status, so each result is reported once; what it
 * says never changes.
 */
export function orderOutcome(order: Order): Outcome | null {
  const status = orderStatus(order);
  if (status === "open" || status === "pending") return null;
  const completion = completionOf(order);
  const at = completion?.at ?? order.cancelledAt ?? order.expiredAt;
  if (at === null) return null;
  return {
    id: `out_${order.id.slice("ord_".length)}_${status}`,
    status,
    method: completion?.attempt.plan.method ?? null,
    amount: order.amount,
    receipt: completion?.receipt ?? null,
    at: new Date(at).toISOString(),
    late: orderFlags(order).late,
  };
}
