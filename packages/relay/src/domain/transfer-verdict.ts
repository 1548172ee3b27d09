/** Whether a transfer may be accepted for an attempt, and the reason shown to its sender otherwise. Pure. */
import type { Amount } from "@malipo/protocol";
import { formatDecimal, sameAmount } from "./amount.ts";
import { attemptStatus } from "./attempt.ts";
import type { Attempt } from "./attempt.ts";
import { holdsForReview, orderStatus } from "./order.ts";
import type { Order } from "./order.ts";
import { isSameId } from "./same-id.ts";
import { amountDue } from "./part-payments.ts";
import type { Transfer } from "./transfer.ts";

/** Why a transfer can't be accepted. */
export type Mismatch =
  /** The narration has no order's code. */
  | "no_order"
  /** The narration has the codes of more than one order. */
  | "several_orders"
  | "order_paid"
  /** The attempt was cancelled, expired or failed. */
  | "attempt_over"
  /** Another transfer was accepted for the attempt, or is being accepted. */
  | "other_transfer"
  /** A different amount may already have been paid. */
  | "under_review"
  | "wrong_amount"
  /** More than is due of an order that takes parts. */
  | "too_much"
  /** The merchant rejected it. */
  | "rejected_by_merchant";

/** The attempt is waiting for a payment, or may be. */
export function awaitsTransfer(attempt: Attempt): boolean {
  switch (attemptStatus(attempt)) {
    case "submitting":
    case "submit_unknown":
    case "awaiting_payer":
    case "processing":
    case "unconfirmed":
      return true;
    default:
      return false;
  }
}

/** Undefined if the transfer may be accepted, or already belongs to this attempt. */
export function findMismatch(
  order: Order,
  attempt: Attempt,
  transfer: Transfer,
): Mismatch | undefined {
  if (orderStatus(order) === "paid") return "order_paid";
  if (!awaitsTransfer(attempt)) return "attempt_over";
  const taken = attempt.facts.transfer;
  if (taken !== null && !isSameId(taken.reference, transfer.reference))
    return "other_transfer";
  if (holdsForReview(order)) return "under_review";
  return amountMismatch(order, attempt, transfer);
}

function amountMismatch(
  order: Order,
  { plan }: Attempt,
  { amount }: Transfer,
): Mismatch | undefined {
  if (plan.takesParts !== true)
    return amount !== null && sameAmount(amount, plan.amount)
      ? undefined
      : "wrong_amount";
  const due = amountDue(order);
  if (amount?.currency !== due.currency || amount.value < 1)
    return "wrong_amount";
  return amount.value > due.value ? "too_much" : undefined;
}

/** Shown to the sender, so it reveals nothing that the sender doesn't know or need. `expected`: what is asked for. */
export function reasonFor(mismatch: Mismatch, expected: Amount | null): string {
  switch (mismatch) {
    case "no_order":
    case "attempt_over":
      return "No open order has this code.";
    case "several_orders":
      return "The narration names more than one order.";
    case "order_paid":
      return "This order is already paid.";
    case "other_transfer":
      return "Another transfer is being accepted for this order.";
    case "under_review":
      return "This order can't be paid right now.";
    case "rejected_by_merchant":
      return "The shop rejected this transfer.";
    case "wrong_amount":
      return wrongAmount(expected, "be");
    case "too_much":
      return wrongAmount(expected, "be at most");
  }
}

/** "The amount must be NGN 1,500.00." */
function wrongAmount(
  expected: Amount | null,
  must: "be" | "be at most",
): string {
  const decimal = expected === null ? undefined : formatDecimal(expected);
  return expected === null || decimal === undefined
    ? "The amount doesn't match the order."
    : `The amount must ${must} ${expected.currency} ${grouped(decimal)}.`;
}

function grouped(decimal: string): string {
  const [whole = "", fraction] = decimal.split(".");
  const thousands = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
  return fraction === undefined ? thousands : `${thousands}.${fraction}`;
}
