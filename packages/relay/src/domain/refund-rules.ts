/** What may be paid back of an order, and to which of its payments it belongs. Pure. */
import type { Amount, Method } from "@malipo/protocol";
import { attemptSuccess } from "./attempt.ts";
import type { Attempt } from "./attempt.ts";
import { isAmountDisputed } from "./attempt-review.ts";
import { ok, refuse } from "./errors.ts";
import type { Refused, Result } from "./errors.ts";
import type { Order } from "./order.ts";
import { isRefundable, refundableAttempts, refundableValue } from "./refund.ts";
import type { Refund } from "./refund.ts";

export interface RefundWish {
  /** Left out: all that is left of the payment. */
  readonly amount?: Amount | undefined;
  /** Needed where more than one payment could be meant. */
  readonly attemptId?: string | undefined;
}

/** Of one payout. `min` and `max` are in the currency that payouts are made in. */
export interface PayoutLimits {
  readonly min: Amount;
  readonly max: Amount;
  /** In minor units. */
  readonly step: number;
}

export interface RefundChoice {
  readonly attempt: Attempt;
  readonly amount: Amount;
  /** Where the payment came from and the refund goes: digits with country code. */
  readonly phone: string;
}

const ELSEWHERE =
  "Send it back in the provider's own portal, and note it in your books.";

const NO_WAY: Readonly<Partial<Record<Method, string>>> = {
  card: `Almara documents no way to pay a card back. ${ELSEWHERE}`,
  airtel: `Payouts go to M-Pesa accounts, and this one paid with Airtel Money. ${ELSEWHERE}`,
  paybill: `The payer of a paybill payment is not proven, so nothing is sent back by itself. ${ELSEWHERE}`,
  flexpay: `FlexPay documents no way to send an accepted transfer back. ${ELSEWHERE}`,
};

/** The payment to send back and how much of it, or why not. `refunds` are all of the order. */
export function chooseRefund(
  order: Order,
  refunds: readonly Refund[],
  wish: RefundWish,
  limits: PayoutLimits,
): Result<RefundChoice> {
  const attempt = chooseAttempt(order, refunds, wish.attemptId);
  if (!attempt.ok) return attempt;
  const { phone, amount: paid } = attempt.value.plan;
  if (phone === null || !isRefundable(attempt.value))
    return noWay(attempt.value);
  if (isAmountDisputed(attempt.value))
    return refuse(
      "refund_not_possible",
      `The provider named two amounts for this payment, so nobody knows how much was paid. ${ELSEWHERE}`,
    );
  const left = refundableValue(attempt.value, refunds);
  if (left === 0)
    return refuse(
      "refund_not_possible",
      "All of this payment was sent back already, is on its way, or has to be looked at by a person first.",
    );
  const amount = wish.amount ?? { value: left, currency: paid.currency };
  return (
    findWrong(amount, { value: left, currency: paid.currency }, limits) ??
    ok({ attempt: attempt.value, amount, phone })
  );
}

function chooseAttempt(
  order: Order,
  refunds: readonly Refund[],
  attemptId: string | undefined,
): Result<Attempt> {
  const paid = order.attempts.filter(
    (attempt) => attemptSuccess(attempt) !== null,
  );
  if (attemptId !== undefined) {
    const named = paid.find(({ plan }) => plan.id === attemptId);
    return named === undefined
      ? refuse(
          "refund_not_possible",
          "No payment of this order was made by that attempt.",
          { errors: [{ field: "attemptId", message: "names no payment" }] },
        )
      : ok(named);
  }
  const byPhone = refundableAttempts(order);
  const open = byPhone.filter(
    (attempt) => refundableValue(attempt, refunds) > 0,
  );
  if (open.length > 1)
    return refuse(
      "attempt_required",
      'This order was paid more than once: name the payment by "attemptId".',
      { errors: [{ field: "attemptId", message: "is needed here" }] },
    );
  const chosen = open[0] ?? byPhone[0] ?? paid[0];
  return chosen === undefined
    ? refuse(
        "refund_not_possible",
        "This order has not been paid, or not in a way that the relay could confirm.",
      )
    : ok(chosen);
}

function noWay({ plan }: Attempt): Refused {
  return refuse("refund_not_possible", NO_WAY[plan.method] ?? ELSEWHERE);
}

function findWrong(
  amount: Amount,
  left: Amount,
  { min, max, step }: PayoutLimits,
): Refused | undefined {
  if (amount.currency !== left.currency)
    return refuse(
      "currency_unsupported",
      `This order was paid in ${left.currency}.`,
      wrongAmount(`must be in ${left.currency}`),
    );
  if (amount.currency !== min.currency)
    return refuse(
      "refund_not_possible",
      `Money is sent back in ${min.currency} only. ${ELSEWHERE}`,
    );
  const least = Math.max(1, min.value);
  const most = Math.min(left.value, max.value);
  if (most < least)
    return refuse(
      "refund_not_possible",
      `Less is left of this payment than can be sent back by itself. ${ELSEWHERE}`,
    );
  if (amount.value < least || amount.value > most)
    return refuse(
      "amount_out_of_range",
      `One refund of this payment can be from ${least} to ${most} minor units; ${left.value} are left of it.`,
      wrongAmount(`must be from ${least} to ${most} minor units`),
    );
  return amount.value % step === 0
    ? undefined
    : refuse(
        "amount_out_of_range",
        `Only multiples of ${step} minor units can be sent back.`,
        wrongAmount(`must be a multiple of ${step} minor units`),
      );
}

function wrongAmount(message: string): Pick<Refused, "errors"> {
  return { errors: [{ field: "amount", message }] };
}
