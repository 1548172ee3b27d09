/** An order: its fixed part, the recorded facts, and the status derived from them. Pure. */
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
  /** Only methods that name the payer's phone: the payment link is for one use per phone number. */
  readonly onePerPhone?: boolean | undefined;
  /** Of all its refunds, kept in step with them; absent until one is requested. */
  readonly refunds?: RefundSums | undefined;
  /** Of its receipt, to the shopper. */
  readonly messages?: ReceiptMessages | undefined;
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
const isOpenEnded = (attempt: Attempt): boolean =>
  blocksNewAttempt(attempt) || attemptStatus(attempt) === "unconfirmed";

/** The attempt whose success was recorded first pays the order; ties are broken by id. */
function winner(order: Order): Attempt | undefined {
  return order.attempts
    .filter(isPaid)
    .toSorted(
      (a, b) =>
        (attemptSuccess(a)?.seq ?? 0) - (attemptSuccess(b)?.seq ?? 0) ||
        (a.plan.id < b.plan.id ? -1 : 1),
    )[0];
}

export function orderStatus(order: Order): OrderStatus {
  if (order.attempts.some(isPaid)) return "paid";
  if (order.attempts.some(isOpenEnded)) return "pending";
  if (order.cancelledAt !== null) return "cancelled";
  return order.expiredAt === null ? "open" : "expired";
}

export function orderFlags(order: Order): OrderFlags {
  const paidBy = winner(order);
  const paidAt =
    paidBy === undefined ? null : (attemptSuccess(paidBy)?.at ?? null);
  const closedBefore = (at: Instant | null): boolean =>
    at !== null && paidAt !== null && paidAt > at;
  // Only unpaid orders can be cancelled, so a payment of a cancelled order came later, whatever the clock says.
  return {
    late:
      paidBy !== undefined &&
      (isLate(paidBy) ||
        closedBefore(order.expiredAt) ||
        order.cancelledAt !== null),
    // What was paid in part beside the attempt that paid is too much as well.
    overpaid:
      order.attempts.filter(isPaid).length > 1 ||
      order.attempts.some(isOverpaid) ||
      (paidBy !== undefined &&
        order.attempts.some(
          (each) => !isPaid(each) && receivedValue(each) > 0,
        )),
    review: orderReviewReasons(order).length > 0,
  };
}

export const orderReviewReasons = ({
  attempts,
}: Order): readonly ReviewReason[] => [
  ...new Set(attempts.flatMap(reviewReasons)),
];

/** How much more than the order's amount was received, in minor units; 0 unless it is overpaid. */
export const surplusOf = (order: Order): number =>
  orderFlags(order).overpaid
    ? order.attempts.reduce((sum, each) => sum + receivedValue(each), 0) -
      order.amount.value
    : 0;

/** The attempt to show: the one that paid, else the newest that may still pay, else the newest. */
export function currentAttempt(order: Order): Attempt | undefined {
  return (
    winner(order) ??
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
  const paidBy = winner(order);
  const success = paidBy === undefined ? null : attemptSuccess(paidBy);
  const at = success?.at ?? order.cancelledAt ?? order.expiredAt;
  if (at === null) return null;
  return {
    id: `out_${order.id.slice("ord_".length)}_${status}`,
    status,
    method: paidBy?.plan.method ?? null,
    amount: order.amount,
    receipt: success?.receipt ?? null,
    at: new Date(at).toISOString(),
    late: orderFlags(order).late,
  };
}
