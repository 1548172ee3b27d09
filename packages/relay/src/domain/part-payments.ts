/**
 * What an order was paid and what is still due, part by part. Everything follows from the attempts' facts, and a part
 * that is recorded later comes after all others, so what completed an order never changes. Pure.
 */
import type { Amount, Deposit, PaymentRule } from "@malipo/protocol";
import { attemptSuccess, receivedOf } from "./attempt.ts";
import { currencyExponent } from "./currency.ts";
import type { Attempt, Received } from "./attempt.ts";
import type { Instant } from "./observation.ts";

/** A share that is whole may have lost its last digit. */
const EPSILON = 1e-9;

/** The fields of an order that decide. */
export interface Payable {
  readonly amount: Amount;
  readonly attempts: readonly Attempt[];
  /** Absent: "exact". */
  readonly payment?: PaymentRule | undefined;
  readonly deposit?: Amount | undefined;
  /** A part was sent back before the order was paid: nothing completes it any more. */
  readonly partsReturned?: boolean | undefined;
}

export interface Part {
  readonly attempt: Attempt;
  readonly received: Received;
}

export const takesParts = ({ payment }: Pick<Payable, "payment">): boolean =>
  payment === "partial";

const bySequence = (a: Part, b: Part): number =>
  a.received.seq - b.received.seq ||
  (a.attempt.plan.id < b.attempt.plan.id ? -1 : 1);

/** All money that counts for the order, in the order in which it was recorded. */
export const partsOf = ({
  amount: { currency },
  attempts,
}: Pick<Payable, "amount" | "attempts">): readonly Part[] =>
  attempts
    .filter(({ plan }) => plan.amount.currency === currency)
    .flatMap((attempt) =>
      receivedOf(attempt).map((received) => ({ attempt, received })),
    )
    .toSorted(bySequence);

/** More than the order's amount if it was overpaid. */
export const amountPaid = (
  order: Pick<Payable, "amount" | "attempts">,
): Amount => ({
  value: partsOf(order).reduce((sum, { received }) => sum + received.value, 0),
  currency: order.amount.currency,
});

/** What the next attempt asks for. Of an order that takes no parts: all, until it is paid. */
export function amountDue(order: Payable): Amount {
  const { value, currency } = order.amount;
  if (!takesParts(order))
    return { value: completionOf(order) === null ? value : 0, currency };
  return { value: Math.max(0, value - amountPaid(order).value), currency };
}

/** A share of the total, in whole major units as phones pay them; undefined if that is all of it. */
export function depositOf(
  { value, currency }: Amount,
  { percent }: Deposit,
): Amount | undefined {
  const unit = 10 ** (currencyExponent(currency) ?? 0);
  const share = (value / 100) * percent;
  const deposit = Math.ceil(share / unit - EPSILON) * unit;
  return deposit < value ? { value: deposit, currency } : undefined;
}

/** What can be paid now instead of all that is due; undefined without a deposit, or once it is paid. */
export function depositDue(order: Payable): Amount | undefined {
  if (order.deposit === undefined || !takesParts(order)) return undefined;
  const { value, currency } = order.deposit;
  const left = value - amountPaid(order).value;
  return left > 0 ? { value: left, currency } : undefined;
}

/** What the order became paid by. */
export interface Completion {
  readonly attempt: Attempt;
  readonly at: Instant;
  readonly receipt: string | null;
}

/**
 * Null for an order that is not paid. An exact order is paid by the attempt whose success was recorded first, one that
 * takes parts by the part that made up its amount.
 */
export function completionOf(order: Payable): Completion | null {
  const completing = takesParts(order) ? lastPartOf(order) : firstPayer(order);
  if (completing === undefined) return null;
  const { attempt, received } = completing;
  return { attempt, at: received.at, receipt: received.receipt };
}

interface Completing {
  readonly attempt: Attempt;
  readonly received: Omit<Received, "value">;
}

function lastPartOf(order: Payable): Completing | undefined {
  const parts = partsOf(order);
  return parts[lastPlace(order, parts)];
}

/** -1 if nothing has completed the order. */
function lastPlace(
  { amount, partsReturned }: Payable,
  parts: readonly Part[],
): number {
  if (partsReturned === true) return -1;
  let sum = 0;
  return parts.findIndex(({ received }) => {
    sum += received.value;
    return sum >= amount.value;
  });
}

/** How many parts there are, up to the one that completed the order: what came after it is too much. */
export function countParts(order: Payable): number {
  const parts = partsOf(order);
  const place = lastPlace(order, parts);
  return place === -1 ? parts.length : place + 1;
}

const firstPayer = ({ attempts }: Payable): Completing | undefined =>
  attempts
    .flatMap((attempt) => {
      const received = attemptSuccess(attempt);
      return received === null ? [] : [{ attempt, received }];
    })
    .toSorted(
      (a, b) =>
        a.received.seq - b.received.seq ||
        (a.attempt.plan.id < b.attempt.plan.id ? -1 : 1),
    )[0];

const isPaid = (attempt: Attempt): boolean => attemptSuccess(attempt) !== null;

/** Something was paid of an order that takes parts, but not all. */
export const isPartPaid = (order: Payable): boolean =>
  takesParts(order) &&
  completionOf(order) === null &&
  order.attempts.some(isPaid);
