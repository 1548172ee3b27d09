import { describe, expect, it } from "vitest";
import {
  currencyExponent,
  currencyNumericCode,
  SUPPORTED_CURRENCIES,
} from "../../src/domain/currency.ts";

/** ISO 4217, list one: alphabetic code, numeric code, minor unit. */
const ISO_4217 = [
  ["BIF", "108", 0],
  ["ETB", "230", 2],
  ["EUR", "978", 2],
  ["GBP", "826", 2],
  ["GHS", "936", 2],
  ["KES", "404", 2],
  ["MWK", "454", 2],
  ["NGN", "566", 2],
  ["RWF", "646", 0],
  ["TZS", "834", 2],
  ["UGX", "800", 0],
  ["USD", "840", 2],
  ["XAF", "950", 0],
  ["XOF", "952", 0],
  ["ZAR", "710", 2],
  ["ZMW", "967", 2],
] as const;

describe("currencies", () => {
  it.each(ISO_4217)("%s is %s with %i decimals", (code, numeric, exponent) => {
    expect(currencyNumericCode(code)).toBe(numeric);
    expect(currencyExponent(code)).toBe(exponent);
  });

  it("are those of the list and no others", () => {
    expect(SUPPORTED_CURRENCIES).toEqual(ISO_4217.map(([code]) => code));
  });

  it.each(["XXX", "kes", "JPY", "", "toString", "__proto__"])(
    "%j is none",
    (code) => {
      expect(currencyNumericCode(code)).toBeUndefined();
      expect(currencyExponent(code)).toBeUndefined();
    },
  );
});
