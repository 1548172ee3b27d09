import { describe, expect, it } from "vitest";
import { readDecimal } from "../../../src/adapters/provider-http/decimal.ts";

describe("readDecimal", () => {
  it.each([
    ["1.5E+3", 150_000],
    ["1.0E7", 1_000_000_000],
    ["1E2", 10_000],
    ["1e0", 100],
    ["0.15e2", 1_500],
    ["2500.00", 250_000],
    ["1234567E-2", 1_234_567],
    ["5E-2", 5],
    ["0E9", 0],
    ["100.00E+0", 10_000],
  ])("reads %s exactly", (text, value) => {
    expect(readDecimal(text, "KES")).toEqual({ value, currency: "KES" });
  });

  it.each([
    ...["1E-3", "1.234E0", "1E16", "1E99", "1e999999999", "-1E2"],
    ...["1E", "E2", "1E1.5", " 1E2", ""],
  ])("refuses %j", (text) => {
    expect(readDecimal(text, "KES")).toBeUndefined();
  });
});
