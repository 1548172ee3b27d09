import { describe, expect, it } from "vitest";
import {
  parseCents,
  toDecimal,
  toGroupedDecimal,
} from "../../src/web/decimal.ts";

describe("parseCents", () => {
  it.each([
    ["2500", 250_000],
    ["2500.0", 250_000],
    ["2500.5", 250_050],
    ["0.07", 7],
    ["99.900", 9_990],
    ["0", 0],
    ["999999999999.99", 99_999_999_999_999],
  ])("reads %j as %d", (decimal, cents) => {
    expect(parseCents(decimal)).toBe(cents);
  });

  it.each(["", "-1", "+1", "1e3", "1.005", ".5", "1.", "1,000", " 1", "NaN"])(
    "refuses %j",
    (decimal) => {
      expect(parseCents(decimal)).toBeUndefined();
    },
  );
});

describe("toDecimal and toGroupedDecimal", () => {
  it.each([
    [250_000, "2500.0", "2,500.00"],
    [9_999, "99.99", "99.99"],
    [9_990, "99.9", "99.90"],
    [7, "0.07", "0.07"],
    [0, "0.0", "0.00"],
    [123_456_789_00, "123456789.0", "123,456,789.00"],
  ])("write %d as %s and %s", (cents, decimal, grouped) => {
    expect(toDecimal(cents)).toBe(decimal);
    expect(toGroupedDecimal(cents)).toBe(grouped);
    expect(parseCents(decimal)).toBe(cents);
  });
});
