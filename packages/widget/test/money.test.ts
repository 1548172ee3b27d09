import { expect } from "@open-wc/testing";
import { formatAmount, parseAmount, plainAmount } from "../src/money.ts";

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
      expect(plainAmount({ value, currency: "KES" }, exponent)).to.equal(text);
    });
});

describe("parseAmount", () => {
  const right: readonly (readonly [
    text: string,
    exponent: number,
    value: number,
  ])[] = [
    ["1", 2, 100],
    ["1.5", 2, 150],
    ["1.50", 2, 150],
    ["0.01", 2, 1],
    ["1,234.50", 2, 123450],
    ["1234.50", 2, 123450],
    ["1,234,567", 2, 123456700],
    ["KES 2,500", 2, 250000],
    ["kes2500", 2, 250000],
    ["  2500 ", 2, 250000],
    ["2500.", 2, 250000],
    ["2500", 0, 2500],
    ["1.234", 3, 1234],
    // A float would make 0.28 * 100 = 28.000000000000004 of it.
    ["0.28", 2, 28],
    ["90071992547409.91", 2, 9007199254740991],
  ];
  for (const [text, exponent, value] of right)
    it(`reads ${JSON.stringify(text)} with exponent ${exponent}`, () => {
      expect(parseAmount(text, exponent)).to.equal(value);
    });

  const wrong: readonly (readonly [text: string, exponent: number])[] = [
    ["", 2],
    ["abc", 2],
    ["-5", 2],
    ["1.234", 2],
    ["1,23", 2],
    ["12,34,567", 2],
    ["1,2345", 2],
    ["1.2.3", 2],
    ["1e3", 2],
    ["0x10", 2],
    ["2500.5", 0],
    [".5", 2],
    ["90071992547409.92", 2],
    ["Infinity", 2],
  ];
  for (const [text, exponent] of wrong)
    it(`refuses ${JSON.stringify(text)} with exponent ${exponent}`, () => {
      expect(parseAmount(text, exponent)).to.equal(null);
    });
});
