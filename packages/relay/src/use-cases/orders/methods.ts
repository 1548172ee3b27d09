/** Which methods an order can be paid with. */
import type {
  Amount,
  Method,
  MethodOption,
  MethodReason,
} from "@malipo/protocol";
import { blocksNewAttempt, mayStillPrompt } from "../../domain/attempt.ts";
import { holdsForReview, orderStatus } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import {
  amountDue,
  depositDue,
  takesParts,
} from "../../domain/part-payments.ts";
import type { MethodTerms, Provider } from "../../ports/provider.ts";

export interface OfferedMethod {
  readonly terms: MethodTerms;
  readonly provider: Provider;
}

/** The configured methods in display order. */
export function offeredMethods(
  providers: readonly Provider[],
  configured: readonly Method[],
): readonly OfferedMethod[] {
  const offered = providers.flatMap((provider) =>
    provider.methods.map((terms) => ({ terms, provider })),
  );
  return configured.flatMap((id) =>
    offered.filter(({ terms }) => terms.id === id),
  );
}

function orderReason(order: Order, now: number): MethodReason | undefined {
  if (order.attempts.some(blocksNewAttempt)) return "attempt_alive";
  const status = orderStatus(order);
  if (
    status === "paid" ||
    status === "expired" ||
    status === "cancelled" ||
    now >= order.expiresAt
  )
    return "order_closed";
  return holdsForReview(order) ? "under_review" : undefined;
}

function termsReason(
  terms: MethodTerms,
  amount: Amount,
  isSumChosen: boolean,
): MethodReason | undefined {
  if (!terms.currencies.includes(amount.currency)) return "currency";
  if (amount.value % terms.step !== 0) return "fraction";
  if (terms.min !== null && amount.value < terms.min.value) return "below_min";
  // A part of it is within the limits.
  if (isSumChosen) return undefined;
  if (terms.max !== null && amount.value > terms.max.value) return "above_max";
  return undefined;
}

/** The payer types the sum elsewhere, and each is welcome. */
export const isSumChosen = (order: Order, terms: MethodTerms): boolean =>
  takesParts(order) && terms.needsReference;

/** Why `amount` of this order can't be paid by this method now; undefined if it can. */
export function methodReason(
  order: Order,
  terms: MethodTerms,
  now: number,
  amount: Amount,
): MethodReason | undefined {
  const secondPrompt =
    terms.needsPhone && order.attempts.some(mayStillPrompt)
      ? "attempt_alive"
      : undefined;
  return (
    orderReason(order, now) ??
    secondPrompt ??
    termsReason(terms, amount, isSumChosen(order, terms))
  );
}

export function toMethodOption(
  order: Order,
  terms: MethodTerms,
  now: number,
): MethodOption {
  const reasonFor = (amount: Amount): MethodReason | undefined =>
    methodReason(order, terms, now, amount);
  const forAll = reasonFor(amountDue(order));
  const deposit = depositDue(order);
  // Where the whole is too much for a method, the deposit may not be.
  const forDeposit = deposit === undefined ? forAll : reasonFor(deposit);
  const reason = forDeposit === undefined ? undefined : forAll;
  return {
    id: terms.id,
    title: terms.title,
    input: terms.needsPhone ? "phone" : "none",
    action: terms.action,
    available: reason === undefined,
    ...(terms.min === null ? {} : { min: terms.min }),
    ...(terms.max === null ? {} : { max: terms.max }),
    ...(reason === undefined ? {} : { reason }),
    ...(forAll === forDeposit
      ? {}
      : {
          ...(forAll === undefined ? {} : { reasonForAll: forAll }),
          ...(forDeposit === undefined ? {} : { reasonForDeposit: forDeposit }),
        }),
  };
}
