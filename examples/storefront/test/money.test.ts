import { describe, expect, it } from "vitest";
import { formatMoney, parsePrice } from "../src/money.ts";

describe("parsePrice", () => {
  it.each([
    ["2500.00", 250_000],
    ["2500", 250_000],
    ["0.05", 5],
  ])("reads %s", (text, minorUnits) => {
    expect(parsePrice(text)).toBe(minorUnits);
  });

  it.each(["", "2,500.00", "2500.5", "-1.00", "1e3", " 1.00", "2500.000"])(
    "refuses %j",
    (text) => {
      expect(() => parsePrice(text)).toThrow("is not a price");
    },
  );
});

describe("formatMoney", () => {
  it.each([
    [0, "KES 0"],
    [5, "KES 0.05"],
    [250_000, "KES 2,500"],
    [250_050, "KES 2,500.50"],
    [123_456_789_00, "KES 123,456,789"],
  ])("writes %d", (minorUnits, text) => {
    expect(formatMoney(minorUnits, "KES")).toBe(text.replace(" ", "\u00a0"));
  });
});
