import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  UNREADABLE_AMOUNT,
  formatDecimal,
  multiplyAmount,
  parseDecimal,
  sameAmount,
  sumAmounts,
} from "../../src/domain/amount.ts";

describe("parseDecimal", () => {
  it.each([
    ["2500", "KES", 250_000],
    ["2500.0", "KES", 250_000],
    ["2500.00", "KES", 250_000],
    ["2500.5", "KES", 250_050],
    ["0.01", "KES", 1],
    ["0.1000", "KES", 10],
    ["7", "UGX", 7],
    ["7.00", "UGX", 7],
    ["0", "KES", 0],
  ])("reads %s %s as %i", (text, currency, value) => {
    expect(parseDecimal(text, currency)).toEqual({ value, currency });
  });

  it.each([
    "",
    ".5",
    "5.",
    "-1",
    "+1",
    "1e3",
    "1,000.00",
    " 1",
    "1 ",
    "0x10",
    "NaN",
    "1.001",
    "9999999999999999",
    "999999999999999",
    "١",
  ])("refuses %j", (text) => {
    expect(parseDecimal(text, "KES")).toBeUndefined();
  });

  it("reads decimals of any sensible length, and no others", () => {
    expect(parseDecimal(`1.${"0".repeat(20)}`, "KES")?.value).toBe(100);
    expect(parseDecimal(`1.${"0".repeat(21)}`, "KES")).toBeUndefined();
  });

  it("refuses a fraction the currency does not have, and an unknown currency", () => {
    expect(parseDecimal("7.5", "UGX")).toBeUndefined();
    expect(parseDecimal("7", "XXX")).toBeUndefined();
  });

  it("reads back what formatDecimal writes", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999_999 }),
        fc.constantFrom("KES", "UGX", "NGN"),
        (value, currency) => {
          const amount = { value, currency };
          expect(parseDecimal(formatDecimal(amount) ?? "", currency)).toEqual(
            amount,
          );
        },
      ),
    );
  });
});

describe("sums and products", () => {
  const kes = (value: number) => ({ value, currency: "KES" });

  it("adds amounts of one currency only", () => {
    expect(sumAmounts([kes(250_000), kes(220_000), kes(230_000)])).toEqual(
      kes(700_000),
    );
    expect(sumAmounts([kes(1), { value: 1, currency: "UGX" }])).toBeUndefined();
    expect(sumAmounts([])).toBeUndefined();
  });

  it("gives nothing where the result would not be exact", () => {
    expect(sumAmounts([kes(Number.MAX_SAFE_INTEGER), kes(1)])).toBeUndefined();
    expect(multiplyAmount(kes(Number.MAX_SAFE_INTEGER), 2)).toBeUndefined();
    expect(multiplyAmount(kes(250_000), 3)).toEqual(kes(750_000));
  });
});

describe("sameAmount", () => {
  it.each([
    [{ value: 1, currency: "KES" }, true],
    [{ value: 2, currency: "KES" }, false],
    [{ value: 1, currency: "UGX" }, false],
    [UNREADABLE_AMOUNT, false],
  ])("%j: %s", (other, same) => {
    expect(sameAmount({ value: 1, currency: "KES" }, other)).toBe(same);
  });

  it("is in no currency that an order can have where it can't be read", () => {
    expect(formatDecimal(UNREADABLE_AMOUNT)).toBeUndefined();
  });
});
