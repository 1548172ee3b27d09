/** Chooses the screen for an order. Unknown values count as pending, never as success. */
import type { Attempt, Order, Outcome } from "@malipo/protocol";
import type { CheckoutState, ScreenName } from "./checkout-state.ts";
import { needsPhone, payScreen, skipsReview } from "./methods.ts";
import { hasAmountMismatch, toTransfer } from "./transfer.ts";

/** The outcome of a paid order; null unless the order and its outcome both say so. */
export function paidOutcome({ status, outcome }: Order): Outcome | null {
  return status === "paid" && outcome?.status === "paid" ? outcome : null;
}

function attemptScreen(
  order: Order,
  { id, status, method, action, promptExpiresAt }: Attempt,
  from: CheckoutState,
): ScreenName {
  switch (status) {
    case "failed":
    case "expired":
      return "failed";
    case "cancelled":
    case "unconfirmed":
    case "submitting":
      return status;
    case "submit_unknown":
    case "awaiting_payer": {
      const transfer = toTransfer(action);
      // A transfer that was not accepted goes back to waiting.
      const asked =
        !transfer && from.name === "confirming" && from.attempt.id === id;
      const lapsed =
        promptExpiresAt !== null &&
        Date.parse(promptExpiresAt) <= Date.parse(order.serverTime);
      // After a wrong amount, the screen must not invite a second payment.
      if (asked || lapsed || hasAmountMismatch(order)) return "confirming";
      if (action?.type === "redirect") return "redirecting";
      return needsPhone(method, order) || transfer ? "waiting" : "confirming";
    }
    default:
      // A part of the order: the rest can be paid.
      return status === "succeeded" && order.status === "open"
        ? "method"
        : "confirming";
  }
}

/** Screens on which the shopper decides: updates about an ended attempt must not replace them. */
const CHOOSING: readonly ScreenName[] = [
  "review",
  "details",
  "method",
  "submitting",
];
/** Statuses of attempts that the shopper can no longer affect. */
const ENDED: readonly string[] = [
  "failed",
  "cancelled",
  "expired",
  "unconfirmed",
  "succeeded",
];

export function screenFor(order: Order, from: CheckoutState): ScreenName {
  const { status, attempt, source } = order;
  if (paidOutcome(order) !== null) return "succeeded";
  if (status === "expired" || status === "cancelled") return status;
  const before = from.order?.attempt;
  const known =
    attempt === null ||
    (attempt.id === before?.id &&
      ENDED.includes(before.status) &&
      ENDED.includes(attempt.status));
  if (status !== "paid" && known && CHOOSING.includes(from.name))
    return from.name;
  if (attempt !== null)
    return status === "paid"
      ? "confirming"
      : attemptScreen(order, attempt, from);
  const review = source.type === "cart" && !skipsReview(order, from);
  return review || status !== "open"
    ? "review"
    : payScreen(order, from.wanted, from.skipReview);
}
