/** What an order means for its payment link: derived from the order, and counted by the store. Pure. */
import { currentAttempt, orderStatus } from "./order.ts";
import type { Order } from "./order.ts";
import type { Instant } from "./observation.ts";
import { completionOf, isPartPaid } from "./part-payments.ts";
import { ERASED } from "./privacy/erase-fields.ts";

/** `opened` takes nothing; `pending` holds its use, so that the next payer is told before paying, as does an order
 * that was paid in part while the rest can be paid. */
export const LINK_USE_STATES = ["opened", "pending", "paid"] as const;
export type LinkUseState = (typeof LINK_USE_STATES)[number];

export interface LinkUse {
  readonly linkId: string;
  readonly orderId: string;
  readonly state: LinkUseState;
  /** Pieces. */
  readonly units: number;
  readonly currency: string;
  readonly value: number;
  /** Digits with country code, of the attempt that pays; null for an opened one. */
  readonly phone: string | null;
  readonly paidAt: Instant | null;
}

/** Pieces in the order. */
export const unitsOf = ({ lines }: Pick<Order, "lines">): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);

export function linkUseStateOf(order: Order): LinkUseState {
  const status = orderStatus(order);
  if (status === "paid" || status === "pending") return status;
  return status === "open" && isPartPaid(order) ? "pending" : "opened";
}

/** Undefined for an order that was not made for a link. */
export function linkUseOf(order: Order): LinkUse | undefined {
  if (order.source.type !== "payment_link") return undefined;
  const attempt = currentAttempt(order);
  const state = linkUseStateOf(order);
  const phone = attempt?.plan.phone ?? null;
  const isErased = phone === ERASED || order.erasedAt !== null;
  return {
    linkId: order.source.paymentLink,
    orderId: order.id,
    state,
    units: unitsOf(order),
    currency: order.amount.currency,
    value: order.amount.value,
    phone: isErased || state === "opened" ? null : phone,
    paidAt: completionOf(order)?.at ?? null,
  };
}
