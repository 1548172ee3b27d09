/** Reads the amount that somebody types. Only a late file needs it. */
import { parseTypedAmount } from "@malipo/protocol/text";

/** Parses a typed amount to minor units; null if it is not an amount in this currency. */
export const parseAmount = (
  text: string,
  currency: string,
  exponent: number,
  decimal = ".",
): number | null =>
  parseTypedAmount(
    // Three digits after a comma are a group in every language: it is the decimal one with fewer.
    decimal === "," ? text.replace(/,(?=\d{1,2}\s*$)/, ".") : text,
    currency,
    exponent,
  ) ?? null;
