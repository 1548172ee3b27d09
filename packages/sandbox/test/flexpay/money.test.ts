import { describe, expect, it } from "vitest";
import { parseUnits, toJsonAmount, toMoney } from "../../src/flexpay/money.ts";

describe("parseUnits", () => {
  it.each([
    ["1500", 15_000_000],
    ["1500.5", 15_005_000],
    ["0.0001", 1],
    ["99999999999.9999", 999_999_999_999_999],
  ])("reads %s", (text, units) => {
    expect(parseUnits(text)).toBe(units);
    expect(String(toJsonAmount(units))).toBe(text);
  });

  it.each([
    "0",
    "0.0000",
    "-1",
    "1e3",
    "1.00001",
    "1,000",
    ".5",
    "1.",
    "",
    "NaN",
    "100000000000",
  ])("refuses %j", (text) => {
    expect(parseUnits(text)).toBeUndefined();
  });
});

describe("toMoney", () => {
  it.each([
    [15_000_000, "NGN 1,500.00"],
    [15_005_000, "NGN 1,500.50"],
    [1, "NGN 0.0001"],
    [12_345_678_900, "NGN 1,234,567.89"],
    [10_010, "NGN 1.001"],
  ])("writes %d as %s", (units, text) => {
    expect(toMoney({ currency: "NGN", units })).toBe(text);
  });
});
