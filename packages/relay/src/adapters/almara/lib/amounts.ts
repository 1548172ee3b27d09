/** Parses the provider's decimal amounts and currency codes exactly. */
import type { Amount } from "@malipo/protocol";
import { NO_CURRENCY, sumAmounts } from "../../../domain/amount.ts";
import {
  SUPPORTED_CURRENCIES,
  currencyExponent,
  currencyNumericCode,
} from "../../../domain/currency.ts";
import { readDecimal } from "../../provider-http/decimal.ts";

/**
 * The currency of a body, by numeric or alphabetic code and by name ("404", 404, "KES"). Null if there is none; a code
 * that matches no order if it is unreadable or contradictory.
 */
export function readCurrency(
  code: string | null,
  name: string | null,
): string | null {
  if (code === null && name === null) return null;
  const named = name === null ? null : readAlphabetic(name);
  if (code === null) return named ?? NO_CURRENCY;
  const coded = /^\d{1,3}$/.test(code)
    ? readNumeric(code)
    : readAlphabetic(code);
  if (coded === null) return NO_CURRENCY;
  return named === null || named === coded ? coded : NO_CURRENCY;
}

/** The sum of decimals in major units; undefined if one of them is missing or not exact. */
export function sumDecimals(
  decimals: readonly (string | null)[],
  currency: string,
): Amount | undefined {
  const amounts = decimals.map((decimal) =>
    decimal === null ? undefined : readDecimal(decimal, currency),
  );
  return amounts.every((amount) => amount !== undefined)
    ? sumAmounts(amounts)
    : undefined;
}

/** Null if the decimal or the currency is missing or can't be parsed exactly. */
export function readAmount(
  decimal: string | null,
  currency: string | null,
): Amount | null {
  return decimal === null || currency === null
    ? null
    : (readDecimal(decimal, currency) ?? null);
}

/** Undefined if the amount has a fraction or its currency is unknown. */
export function wholeUnits({ value, currency }: Amount): number | undefined {
  const exponent = currencyExponent(currency);
  if (exponent === undefined) return undefined;
  const minorUnits = 10 ** exponent;
  return value % minorUnits === 0 ? value / minorUnits : undefined;
}

/** As a number or as three digits: 8 and "008" are the same code. */
function readNumeric(code: string): string | null {
  return (
    SUPPORTED_CURRENCIES.find(
      (currency) => Number(currencyNumericCode(currency)) === Number(code),
    ) ?? null
  );
}

function readAlphabetic(text: string): string | null {
  return /^[a-z]{3}$/i.test(text) ? text.toUpperCase() : null;
}
