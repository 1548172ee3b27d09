/** Money between minor units and text, by integer arithmetic alone. */
import type { Amount } from "@malipo/protocol";
import { parseTypedAmount } from "@malipo/protocol/text";

// English and Kiswahili both write 1,234.50; a language that does not brings its own signs here.
const DECIMAL = ".";
const GROUPS = /\B(?=(\d{3})+$)/g;

/** "2500", and "2500.50" where there are minor units: as other apps take it. */
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
 * "KES 2,500", and "KES 2,500.50" where there are minor units. The exponent is the order's: `Intl`
 * knows another one for some currencies.
 */
export function formatAmount(amount: Amount, exponent: number): string {
  return `${amount.currency}\u00a0${plainAmount(amount, exponent, ",")}`;
}

/** Minor units from what a person typed; null when it is no amount of this currency. */
export const parseAmount = (
  text: string,
  currency: string,
  exponent: number,
): number | null => parseTypedAmount(text, currency, exponent) ?? null;
