/** Methods where the shopper sends the money from another app, using the details shown here. */
import type { Action, Method, Order } from "@malipo/protocol";
import { optionOf } from "./methods.ts";

export function isTransferMethod(
  method: Method,
  order?: Order | null,
): boolean {
  const action = optionOf(order, method)?.action;
  return action === undefined
    ? method === "paybill" || method === "flexpay"
    : action === "paybill" || action === "tag";
}

export interface Transfer {
  /** The recipient: the short code or the tag. */
  readonly to: string;
  /** Identifies the payment: the account number or the narration. */
  readonly code: string;
}

/** The details to enter; null for other actions and incomplete details. */
export function toTransfer(action: Action | null): Transfer | null {
  const [to, code] =
    action?.type === "paybill"
      ? [action.shortCode, action.account]
      : action?.type === "tag"
        ? [action.tag, action.narration]
        : [];
  return to && code ? { to, code } : null;
}

/** A different amount was paid: the order stays open until it has been reviewed. */
export function hasAmountMismatch(order: Order): boolean {
  const { status, attempt, flags } = order;
  return (
    status !== "paid" &&
    attempt !== null &&
    (attempt.failure?.code === "amount_mismatch" ||
      // A partial payment has arrived.
      (flags.review && isTransferMethod(attempt.method, order)))
  );
}
