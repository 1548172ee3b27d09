import { describe, expect, it } from "vitest";
import { readDecimal } from "../../../src/adapters/provider-http/decimal.ts";

/** How decimals are read is shown in the domain (`scaledInteger`). */
describe("readDecimal", () => {
  it.each([
    ["1.5E+3", "KES", 150_000],
    ["0.01", "KES", 1],
    ["1500", "UGX", 1_500],
    ["1.50", "UGX", undefined],
    ["1E-3", "KES", undefined],
    ["1,500", "KES", undefined],
    ["1500", "XXX", undefined],
  ])("reads %s in %s as %j", (text, currency, value) => {
    expect(readDecimal(text, currency)?.value).toBe(value);
  });
});
