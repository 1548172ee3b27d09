/** Formats and parses amounts with integer arithmetic only. */
import type { Amount } from "@malipo/protocol";
import { parseTypedAmount } from "@malipo/protocol/text";

// English and Swahili both write 1,234.50. A language with other separators needs its own here.
const DECIMAL = ".";
const GROUPS = /\B(?=(\d{3})+$)/g;

/** "2500", or "2500.50" with minor units, as other apps accept it. */
export function plainAmount(
  { value }: Amount,
  exponent: number,
  groups = "",
): string {
  const digits = String(value).padStart(exponent + 1, "0");
  const at = digits.length - exponent;
  const minor = digits.slice(at);
  const whole = digits.slice(0, at).replace(GROUPS, groups);
  return Number(minor) ? whole + DECIMAL + minor : whole;
}

/**
 * "KES 2,500", or "KES 2,500.50" with minor units. Uses the order's exponent, because `Intl` has a different one for some
 * currencies.
 */
export function formatAmount(amount: Amount, exponent: number): string {
  return `${amount.currency}\u00a0${plainAmount(amount, exponent, ",")}`;
}

/** Parses a typed amount to minor units; null if it is not an amount in this currency. */
export const parseAmount = (
  text: string,
  currency: string,
  exponent: number,
): number | null => parseTypedAmount(text, currency, exponent) ?? null;
