/** What comes of assigning a payment to an order, in words. The relay says it; this compares what it says. */
import { money } from "../../lib/format.ts";
import type { Amount } from "../../lib/format.ts";
import { fill } from "../../words/words.ts";
import type { Words } from "../../words/words.ts";
import type { Order } from "./desk.ts";

type Texts = Pick<Words, "attention">;

/** `after`: the order as it would be then. */
export function consequenceOf(
  before: Order,
  after: Order,
  texts: Texts,
): readonly string[] {
  const { attention } = texts;
  const counts = valueOf(after.amountPaid) > valueOf(before.amountPaid);
  if (!counts) return [attention.meansReview];
  const isReviewed =
    after.status === "paid" && isInReview(after) && !isInReview(before);
  return [
    moneyText(before, after, texts),
    ...(isReviewed ? [attention.meansReviewToo] : []),
  ];
}

function moneyText(
  before: Order,
  { status, surplus, amount, amountPaid, flags, ...after }: Order,
  { attention }: Texts,
): string {
  const inMoney = (value: number): string =>
    money({ value, currency: amount.currency });
  if (status === "paid") {
    if (surplus !== undefined)
      return fill(
        before.status === "paid" ? attention.meansTwice : attention.meansMore,
        { surplus: money(surplus) },
      );
    return flags.late ? attention.meansLate : attention.meansPaid;
  }
  const missing = amount.value - valueOf(amountPaid);
  // Some of it was sent back, so that nothing completes it.
  if (missing <= 0) return attention.meansNothing;
  return fill(
    after.payment === "partial" && !flags.review
      ? attention.meansPart
      : attention.meansLess,
    { missing: inMoney(missing) },
  );
}

const valueOf = (amount: Amount | undefined): number => amount?.value ?? 0;
const isInReview = ({ attention }: Order): boolean =>
  attention?.includes("review") === true;
