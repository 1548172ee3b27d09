import { expect } from "@open-wc/testing";
import { plainAmount } from "@malipo/protocol/text";
import { formatAmount } from "../src/money.ts";
import { parseAmount } from "../src/typed-amount.ts";

describe("formatAmount", () => {
  const table: readonly (readonly [
    value: number,
    currency: string,
    exponent: number,
    text: string,
  ])[] = [
    [0, "KES", 2, "KES 0"],
    [1, "KES", 2, "KES 0.01"],
    [10, "KES", 2, "KES 0.10"],
    [100, "KES", 2, "KES 1"],
    [99900, "KES", 2, "KES 999"],
    [250000, "KES", 2, "KES 2,500"],
    [250050, "KES", 2, "KES 2,500.50"],
    [123456789012, "KES", 2, "KES 1,234,567,890.12"],
    [2500, "UGX", 0, "UGX 2,500"],
    [1234, "BHD", 3, "BHD 1.234"],
    [9007199254740991, "KES", 2, "KES 90,071,992,547,409.91"],
  ];
  for (const [value, currency, exponent, text] of table)
    it(`writes ${value} with exponent ${exponent} as ${text}`, () => {
      expect(formatAmount({ value, currency }, exponent)).to.equal(
        text.replace(" ", "\u00a0"),
      );
    });
});

describe("plainAmount", () => {
  const table: readonly (readonly [
    value: number,
    exponent: number,
    text: string,
  ])[] = [
    [0, 2, "0"],
    [1, 2, "0.01"],
    [150000, 2, "1500"],
    [150050, 2, "1500.50"],
    [2500, 0, "2500"],
    [1234567, 3, "1234.567"],
    [9007199254740991, 2, "90071992547409.91"],
  ];
  for (const [value, exponent, text] of table)
    it(`writes ${value} with exponent ${exponent} as ${text}`, () => {
      expect(plainAmount({ value }, exponent)).to.equal(text);
    });
});

describe("parseAmount", () => {
  it("reads what people type, and gives null for the rest", () => {
    expect(parseAmount("KShs. 1,000/=", "KES", 2)).to.equal(100_000);
    expect(parseAmount("USD 1,000", "KES", 2)).to.equal(null);
  });
});
