/** Methods by which the shopper sends the money from another app, with details that they type there. */
import type { Action, Method, Order } from "@malipo/protocol";
import { optionOf } from "./methods.ts";

export function byTransfer(method: Method, order?: Order | null): boolean {
  const action = optionOf(order, method)?.action;
  return action === undefined
    ? method === "paybill" || method === "flexpay"
    : action === "paybill" || action === "tag";
}

export interface Transfer {
  /** Whom to pay: the short code or the tag. */
  readonly to: string;
  /** By which the payment is found again: the account number or the narration. */
  readonly code: string;
}

/** What to type; null where the action is another one, or leaves half of it open. */
export function toTransfer(action: Action | null): Transfer | null {
  const [to, code] =
    action?.type === "paybill"
      ? [action.shortCode, action.account]
      : action?.type === "tag"
        ? [action.tag, action.narration]
        : [];
  return to && code ? { to, code } : null;
}

/** Another amount has moved than the order's: nothing is over before a person has looked. */
export function movedOther(order: Order): boolean {
  const { status, attempt, flags } = order;
  return (
    status !== "paid" &&
    attempt !== null &&
    (attempt.failure?.code === "amount_mismatch" ||
      // Part of the sum has come to the account, and the rest is still waited for.
      (flags.review && byTransfer(attempt.method, order)))
  );
}
