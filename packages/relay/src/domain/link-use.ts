/** What an order means for its payment link: derived from the order, and counted by the store. Pure. */
import { receivedValue } from "./attempt.ts";
import { isOpenEnded, orderStatus } from "./order.ts";
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
  return {
    linkId: order.source.paymentLink,
    orderId: order.id,
    state: linkUseStateOf(order),
    units: unitsOf(order),
    currency: order.amount.currency,
    value: order.amount.value,
    paidAt: completionOf(order)?.at ?? null,
  };
}

/** Digits with country code, of every attempt that paid or may still pay, if only a part. */
export function payingPhonesOf(order: Order): ReadonlySet<string> {
  if (linkUseStateOf(order) === "opened") return new Set();
  return new Set(
    order.attempts
      .filter((each) => receivedValue(each) > 0 || isOpenEnded(each))
      .flatMap(({ plan: { phone } }) =>
        phone === null || phone === ERASED ? [] : [phone],
      ),
  );
}
