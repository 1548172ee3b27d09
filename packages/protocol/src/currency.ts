/** ISO 4217: minor units per major unit, and the numeric codes that providers use. Has no imports, for pages. */

interface CurrencyFacts {
  readonly numeric: string;
  readonly exponent: number;
}

/**
 * The supported currencies: those of the two providers' markets, plus common settlement currencies. Exponents are from
 * ISO 4217 (list one), not from `Intl`, which omits the minor units of some currencies (TZS has 2 here and 0 there).
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

/** Minor units per major unit as a power of ten; undefined for an unknown currency. */
export function currencyExponent(currency: string): number | undefined {
  return CURRENCIES[currency]?.exponent;
}

/** Three digits with leading zeros ("404" for KES); undefined for an unknown currency. */
export function currencyNumericCode(currency: string): string | undefined {
  return CURRENCIES[currency]?.numeric;
}
