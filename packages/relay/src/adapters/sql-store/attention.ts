/** What a person has to look at, in columns of its own, so that it can be counted. */
import type { AttentionFilter } from "@malipo/protocol/merchant";
import type { Order } from "../../domain/order.ts";
import { refundNeedsPerson } from "../../domain/refund.ts";
import type { Refund } from "../../domain/refund.ts";
import { attentionOf } from "../../domain/resolution.ts";

/** What about an order asks for a decision. */
export type Attention = "overpaid" | "review" | "overpaid review";

/** Null for nearly all orders: the index has only the others. */
export function orderAttention(order: Order): Attention | null {
  const { overpaid, review } = attentionOf(order);
  if (overpaid) return review ? "overpaid review" : "overpaid";
  return review ? "review" : null;
}

export const refundAttention = (refund: Refund): "review" | null =>
  refundNeedsPerson(refund) ? "review" : null;

/** What the column holds of the orders that a filter finds by their flags. */
export const ATTENTION_OF: Readonly<
  Record<Exclude<AttentionFilter, "refund">, readonly Attention[]>
> = {
  any: ["overpaid", "review", "overpaid review"],
  overpaid: ["overpaid", "overpaid review"],
  review: ["review", "overpaid review"],
};
