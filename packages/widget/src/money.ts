/** Formats and parses amounts with integer arithmetic only. */
import type { Amount } from "@malipo/protocol";
import { plainAmount } from "@malipo/protocol/text";
import type { Words } from "./locales/en.ts";
import { en } from "./locales/en.ts";
import { fill } from "./locales/words.ts";

/** The separator of decimals, as the language's `$number` ("1,234.5") has it. */
export const decimalOf = ({ $number }: Pick<Words, "$number">): string =>
  $number.slice(5, 6);

/**
 * "KES 2,500", or "KES 2,500.50" with minor units; "2 500,50 KES" in French. Uses the order's exponent, because `Intl`
 * has a different one for some currencies, and lacks some of our languages in some browsers.
 */
export function formatAmount(
  amount: Amount,
  exponent: number,
  words: Pick<Words, "$money" | "$number"> = en,
): string {
  const { $money, $number } = words;
  return fill($money, {
    currency: amount.currency,
    amount: plainAmount(amount, exponent, $number[1], decimalOf(words)),
  });
}
