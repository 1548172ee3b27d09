/** What an order becomes when a payment is assigned to it, in words. The relay decides; this says it beforehand. */
import { money } from "../../lib/format.ts";
import { fill } from "../../words/words.ts";
import type { Words } from "../../words/words.ts";
import type { Order, Payment } from "./desk.ts";

export function consequenceOf(
  order: Order,
  { amount: paid }: Pick<Payment, "amount">,
  { attention }: Pick<Words, "attention">,
): string {
  const { status, surplus, payment } = order;
  const due = order.amountDue ?? order.amount;
  if (paid === null || paid.currency !== due.currency)
    return attention.meansReview;
  const inMoney = (value: number): string =>
    money({ value, currency: due.currency });
  if (status === "paid")
    return fill(attention.meansTwice, {
      surplus: inMoney(paid.value + (surplus?.value ?? 0)),
    });
  if (paid.value < due.value)
    return fill(
      payment === "partial" ? attention.meansPart : attention.meansLess,
      { missing: inMoney(due.value - paid.value) },
    );
  if (paid.value > due.value)
    return fill(attention.meansMore, {
      surplus: inMoney(paid.value - due.value),
    });
  return status === "expired" || status === "cancelled"
    ? attention.meansLate
    : attention.meansPaid;
}
