/** What is wrong with an order, in words, whether or not somebody has settled it. */
import { money } from "../../lib/format.ts";
import { fill, wordFor, words } from "../../words/words.ts";
import type { History } from "../orders/timeline.ts";
import type { Order } from "./desk.ts";

export function troubleOf(order: Order): readonly string[] {
  const { attention } = words();
  return [
    ...(order.reviewReasons ?? []).map((reason) =>
      wordFor(attention.reasons, reason),
    ),
    ...surplusOf(order),
  ];
}

/** With its refunds, and with what was settled before. */
export function wholeTroubleOf({ order, refunds }: History): readonly string[] {
  const { attention } = words();
  return [
    ...troubleOf(order),
    ...(refunds.some(({ review }) => review) ? [attention.refundHappened] : []),
    ...(order.resolution === undefined
      ? []
      : [fill(attention.settledBefore, { note: order.resolution.note })]),
  ];
}

/** How much too much, and what of it is on its way back. */
export function surplusOf({ surplus, surplusLeft, amount }: Order): string[] {
  const { attention } = words();
  if (surplus === undefined) return [];
  const { currency } = surplus;
  const returned = surplus.value - (surplusLeft?.value ?? 0);
  return [
    fill(attention.overpaidText, {
      surplus: money(surplus),
      amount: money(amount),
    }),
    ...(returned === 0
      ? []
      : [
          fill(attention.refunded, {
            amount: money({ value: returned, currency }),
          }),
        ]),
  ];
}
