/** How much of an order can be refunded, and which of its payments. Pure. */
import type { Amount } from "@malipo/protocol";
import type { RefundObstacle } from "@malipo/protocol/merchant";
import { attemptSuccess } from "./attempt.ts";
import type { Attempt, AttemptPlan } from "./attempt.ts";
import { isAmountDisputed } from "./attempt-review.ts";
import { mapResult, ok, refuse } from "./errors.ts";
import type { Refused, Result } from "./errors.ts";
import { orderStatus } from "./order.ts";
import type { Order } from "./order.ts";
import { isPartPaid } from "./part-payments.ts";
import { ERASED } from "./privacy/erase-fields.ts";
import { refundableValue } from "./refund.ts";
import type { Refund } from "./refund.ts";

export interface RefundInput {
  /** Default: everything that is left of the payment. */
  readonly amount?: Amount | undefined;
  /** Required if more than one payment could be refunded. */
  readonly attemptId?: string | undefined;
}

/** Limits of one payout. `min` and `max` are in the payout currency. */
export interface PayoutLimits {
  readonly min: Amount;
  readonly max: Amount;
  /** In minor units. */
  readonly step: number;
}

export interface RefundChoice {
  readonly attempt: Attempt;
  readonly amount: Amount;
  /** The payer's phone: digits with country code. */
  readonly phone: string;
}

export interface Refundable {
  readonly attemptId: string;
  /** Of the payment, whether or not the relay can send it. */
  readonly left: Amount;
  readonly obstacle: RefundObstacle | null;
}

const ELSEWHERE =
  "Refund it in the provider's portal and record it in your books.";

/** For the merchant's developer. */
const OBSTACLE_TEXTS: Readonly<Record<RefundObstacle, string>> = {
  not_offered: `The provider offers no refund of payments by this method. ${ELSEWHERE}`,
  other_account: `A refund would go to another account than the one that paid. ${ELSEWHERE}`,
  payer_unverified: `The payer of this payment is not verified, so it can't be refunded automatically. ${ELSEWHERE}`,
  phone_erased: `The payer's phone number has been erased. ${ELSEWHERE}`,
  amount_disputed: `The provider reported two amounts for this payment, so the amount paid is uncertain. ${ELSEWHERE}`,
  nothing_left:
    "This payment has already been refunded, is being refunded, or needs a manual review first.",
  still_payable:
    "This order was paid in part and can still be paid. Cancel it first; then its parts can be refunded.",
};

/** Why a payment can't be refunded to the payer's phone; null if it can. Provided by the provider's adapter. */
export type WhyNotRefundable = (plan: AttemptPlan) => RefundObstacle | null;

/** Selects the payment and the amount to refund, or refuses. `refunds`: all refunds of the order. */
export function chooseRefund(
  order: Order,
  refunds: readonly Refund[],
  input: RefundInput,
  limits: PayoutLimits,
  whyNotRefundable: WhyNotRefundable,
): Result<RefundChoice> {
  if (isPayablePart(order)) return blocked("still_payable");
  const attempt = chooseAttempt(
    order,
    refunds,
    input.attemptId,
    whyNotRefundable,
  );
  if (!attempt.ok) return attempt;
  const { phone, amount: paid } = attempt.value.plan;
  const obstacle = refundObstacle(attempt.value, refunds, whyNotRefundable);
  if (phone === null || obstacle !== null)
    return blocked(obstacle ?? "not_offered");
  const left = refundableValue(attempt.value, refunds);
  const amount = input.amount ?? { value: left, currency: paid.currency };
  const allowed = checkAmount(
    amount,
    { value: left, currency: paid.currency },
    limits,
  );
  return mapResult(allowed, () => ({ attempt: attempt.value, amount, phone }));
}

/** What can be refunded, and why not: one for each payment of the order, oldest first. */
export const listRefundable = (
  order: Order,
  refunds: readonly Refund[],
  whyNotRefundable: WhyNotRefundable,
): readonly Refundable[] =>
  order.attempts
    .filter((attempt) => attemptSuccess(attempt) !== null)
    .map((attempt) => ({
      attemptId: attempt.plan.id,
      left: {
        value: refundableValue(attempt, refunds),
        currency: attempt.plan.amount.currency,
      },
      obstacle: isPayablePart(order)
        ? "still_payable"
        : refundObstacle(attempt, refunds, whyNotRefundable),
    }));

/** Why a payment can't be refunded now; null if it can. */
function refundObstacle(
  attempt: Attempt,
  refunds: readonly Refund[],
  whyNotRefundable: WhyNotRefundable,
): RefundObstacle | null {
  const { phone } = attempt.plan;
  const obstacle = whyNotRefundable(attempt.plan);
  if (phone === null || obstacle !== null) return obstacle ?? "not_offered";
  if (phone === ERASED) return "phone_erased";
  if (isAmountDisputed(attempt)) return "amount_disputed";
  return refundableValue(attempt, refunds) === 0 ? "nothing_left" : null;
}

const blocked = (obstacle: RefundObstacle): Result<never> =>
  refuse("refund_not_possible", OBSTACLE_TEXTS[obstacle]);

const isPayablePart = (order: Order): boolean =>
  isPartPaid(order) && !["expired", "cancelled"].includes(orderStatus(order));

function chooseAttempt(
  order: Order,
  refunds: readonly Refund[],
  attemptId: string | undefined,
  whyNotRefundable: WhyNotRefundable,
): Result<Attempt> {
  const paid = order.attempts.filter(
    (attempt) => attemptSuccess(attempt) !== null,
  );
  if (attemptId !== undefined) {
    const named = paid.find(({ plan }) => plan.id === attemptId);
    return named === undefined
      ? refuse("refund_not_possible", "That attempt did not pay this order.", {
          errors: [
            { field: "attemptId", message: "doesn't identify a payment" },
          ],
        })
      : ok(named);
  }
  const byPhone = paid.filter(({ plan }) => whyNotRefundable(plan) === null);
  const open = byPhone.filter(
    (attempt) => refundableValue(attempt, refunds) > 0,
  );
  if (open.length > 1)
    return refuse(
      "attempt_required",
      'This order was paid more than once: name the payment with "attemptId".',
      { errors: [{ field: "attemptId", message: "is required here" }] },
    );
  const chosen = open[0] ?? byPhone[0] ?? paid[0];
  return chosen === undefined
    ? refuse(
        "refund_not_possible",
        "This order has not been paid, or the relay could not confirm that it was.",
      )
    : ok(chosen);
}

function checkAmount(
  amount: Amount,
  left: Amount,
  { min, max, step }: PayoutLimits,
): Result<null> {
  if (amount.currency !== left.currency)
    return refuse(
      "currency_unsupported",
      `This order was paid in ${left.currency}.`,
      wrongAmount(`must be in ${left.currency}`),
    );
  if (amount.currency !== min.currency)
    return refuse(
      "refund_not_possible",
      `Refunds are made in ${min.currency} only. ${ELSEWHERE}`,
    );
  const least = Math.max(1, min.value);
  const most = Math.min(left.value, max.value);
  if (most < least)
    return refuse(
      "refund_not_possible",
      `What is left of this payment is less than the smallest refund. ${ELSEWHERE}`,
    );
  if (amount.value < least || amount.value > most)
    return refuse(
      "amount_out_of_range",
      `A refund of this payment can be from ${least} to ${most} minor units. ${left.value} are left.`,
      wrongAmount(`must be from ${least} to ${most} minor units`),
    );
  return amount.value % step === 0
    ? ok(null)
    : refuse(
        "amount_out_of_range",
        `Refunds must be a multiple of ${step} minor units.`,
        wrongAmount(`must be a multiple of ${step} minor units`),
      );
}

function wrongAmount(message: string): Pick<Refused, "errors"> {
  return { errors: [{ field: "amount", message }] };
}
