/** Parses amounts in providers' JSON exactly. Java services write ten million as `1.0E7`. */
import type { Amount } from "@malipo/protocol";
import { currencyExponent } from "../../domain/currency.ts";
import { scaledInteger } from "../../domain/exact-number.ts";

/**
 * Undefined if the text is not a number, has more decimals than the currency, is too large to be exact, or the currency
 * is unknown.
 */
export function readDecimal(
  text: string,
  currency: string,
): Amount | undefined {
  const exponent = currencyExponent(currency);
  const value =
    exponent === undefined ? undefined : scaledInteger(text, exponent);
  return value === undefined ? undefined : { value, currency };
}
