/** What an order costs: its lines, with delivery and tax added and discounts taken off. Pure. */
import type { Adjustment, Amount, Line } from "@malipo/protocol";
import { sameAmount, sumAmounts } from "./amount.ts";
import { SUPPORTED_CURRENCIES } from "./currency.ts";
import { ok, refuse } from "./errors.ts";
import type { Result } from "./errors.ts";

export interface Goods {
  readonly lines: readonly Line[];
  readonly adjustments: readonly Adjustment[];
}

const amountsOf = (list: readonly { readonly amount: Amount }[]): Amount[] =>
  list.map(({ amount }) => amount);

/** Refusals: `amount_out_of_range` (nothing to pay, too large, or mixed currencies), `currency_unsupported`. */
export function orderTotal({ lines, adjustments }: Goods): Result<Amount> {
  const discounts = adjustments.filter(({ kind }) => kind === "discount");
  const costs = adjustments.filter(({ kind }) => kind !== "discount");
  const gross = sumAmounts([...amountsOf(lines), ...amountsOf(costs)]);
  const off = sumAmounts([
    ...amountsOf(lines).slice(0, 1).map(toNothing),
    ...amountsOf(discounts),
  ]);
  if (gross === undefined || off?.currency !== gross.currency)
    return refuse(
      "amount_out_of_range",
      "The order must have a total above zero, in one currency.",
    );
  const { currency } = gross;
  const value = gross.value - off.value;
  if (value < 1)
    return refuse(
      "amount_out_of_range",
      off.value > 0
        ? "Discounts must leave something to pay."
        : "The order must have a total above zero, in one currency.",
    );
  return SUPPORTED_CURRENCIES.includes(currency)
    ? ok({ value, currency })
    : refuse(
        "currency_unsupported",
        `The currency ${currency} is not supported.`,
      );
}

/** So that a sum without discounts has the order's currency. */
const toNothing = ({ currency }: Amount): Amount => ({ value: 0, currency });

/**
 * The lines for a provider's own page. They add up to `amount` and no price is negative, because providers know neither
 * discounts nor parts: where there are any, one line stands for the whole.
 */
export function linesToCharge(
  { lines, adjustments, reference }: Goods & { readonly reference: string },
  amount: Amount,
): readonly Line[] {
  const charged = [
    ...lines,
    ...adjustments.map(({ kind, label, amount: cost }) =>
      toLine(kind, label, cost),
    ),
  ];
  const hasDiscount = adjustments.some(({ kind }) => kind === "discount");
  const sum = sumAmounts(amountsOf(charged));
  return !hasDiscount && sum !== undefined && sameAmount(sum, amount)
    ? charged
    : [toLine(reference, reference, amount)];
}

const toLine = (sku: string, name: string, amount: Amount): Line => ({
  sku,
  name,
  quantity: 1,
  unitAmount: amount,
  amount,
});
