/** ISO 4217: how many minor units make one major unit, and the numeric codes providers ask for. */

interface CurrencyFacts {
  readonly numeric: string;
  readonly exponent: number;
}

/**
 * The currencies Malipo can be paid in: those of the markets the two providers serve, and the usual
 * settlement ones. Exponents are those of ISO 4217 (list one), not of `Intl`, which drops the
 * minor units of several (UGX is 0 in both, TZS is 2 here and 0 there).
 */
const CURRENCIES: Readonly<Record<string, CurrencyFacts>> = {
  BIF: { numeric: "108", exponent: 0 },
  ETB: { numeric: "230", exponent: 2 },
  EUR: { numeric: "978", exponent: 2 },
  GBP: { numeric: "826", exponent: 2 },
  GHS: { numeric: "936", exponent: 2 },
  KES: { numeric: "404", exponent: 2 },
  MWK: { numeric: "454", exponent: 2 },
  NGN: { numeric: "566", exponent: 2 },
  RWF: { numeric: "646", exponent: 0 },
  TZS: { numeric: "834", exponent: 2 },
  UGX: { numeric: "800", exponent: 0 },
  USD: { numeric: "840", exponent: 2 },
  XAF: { numeric: "950", exponent: 0 },
  XOF: { numeric: "952", exponent: 0 },
  ZAR: { numeric: "710", exponent: 2 },
  ZMW: { numeric: "967", exponent: 2 },
};

export const SUPPORTED_CURRENCIES: readonly string[] = Object.keys(CURRENCIES);

/** Minor units per major unit as a power of ten; undefined for a currency we do not know. */
export function currencyExponent(currency: string): number | undefined {
  return CURRENCIES[currency]?.exponent;
}

/** Three digits with leading zeros ("404" for KES); undefined for a currency we do not know. */
export function currencyNumericCode(currency: string): string | undefined {
  return CURRENCIES[currency]?.numeric;
}
