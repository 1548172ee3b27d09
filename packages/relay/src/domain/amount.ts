/** Exact arithmetic on amounts: integers in minor units and decimal text, never a float. */
import type { Amount } from "@malipo/protocol";
import { currencyExponent } from "./currency.ts";

/** Bounds the work on untrusted input; no real amount has more digits. */
const DECIMAL = /^(\d{1,15})(?:\.(\d{1,20}))?$/;

/** ISO 4217 for "no currency": never equals an order's currency. */
export const NO_CURRENCY = "XXX";

/** Stands for an amount that can't be read. It matches no order, so it can't pay one. */
export const UNREADABLE_AMOUNT: Amount = { value: 0, currency: NO_CURRENCY };

export function sameAmount(a: Amount, b: Amount): boolean {
  return a.value === b.value && a.currency === b.currency;
}

/**
 * Parses a decimal in major units ("2500.00") into minor units. Returns undefined if the text is not a plain decimal,
 * has more decimals than the currency, is too large to be exact, or the currency is unknown.
 */
export function parseDecimal(
  text: string,
  currency: string,
): Amount | undefined {
  const exponent = currencyExponent(currency);
  const match = DECIMAL.exec(text);
  if (exponent === undefined || match === null) return undefined;
  const [, whole = "", fraction = ""] = match;
  if (/[1-9]/.test(fraction.slice(exponent))) return undefined;
  const value = Number(
    `${whole}${fraction.slice(0, exponent).padEnd(exponent, "0")}`,
  );
  return Number.isSafeInteger(value) ? { value, currency } : undefined;
}

/** Formats an amount in major units with all its decimals ("2500.00"); undefined for an unknown currency. */
export function formatDecimal(amount: Amount): string | undefined {
  const exponent = currencyExponent(amount.currency);
  if (exponent === undefined) return undefined;
  if (exponent === 0) return String(amount.value);
  const digits = String(amount.value).padStart(exponent + 1, "0");
  return `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Returns undefined if the product is not a safe integer. */
export function multiplyAmount(
  amount: Amount,
  quantity: number,
): Amount | undefined {
  const value = amount.value * quantity;
  return Number.isSafeInteger(value)
    ? { value, currency: amount.currency }
    : undefined;
}

/** Returns undefined if the list is empty, the currencies differ, or the sum is not a safe integer. */
export function sumAmounts(amounts: readonly Amount[]): Amount | undefined {
  const [first] = amounts;
  if (
    first === undefined ||
    amounts.some((amount) => amount.currency !== first.currency)
  )
    return undefined;
  const value = amounts.reduce((total, amount) => total + amount.value, 0);
  return Number.isSafeInteger(value)
    ? { value, currency: first.currency }
    : undefined;
}
