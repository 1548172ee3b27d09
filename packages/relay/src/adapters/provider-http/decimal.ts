/** Amounts as providers write them in JSON, read exactly: a Java service prints ten million as `1.0E7`. */
import type { Amount } from "@malipo/protocol";
import { currencyExponent } from "../../domain/currency.ts";
import { scaledInteger } from "../../domain/exact-number.ts";

/**
 * Undefined where the text is no number, names a fraction finer than the currency has, is too large to be exact, or the
 * currency is unknown.
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
