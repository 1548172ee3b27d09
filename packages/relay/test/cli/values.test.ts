import { describe, expect, it } from "vitest";
import { CliError } from "../../src/cli/merchant/relay-client.ts";
import { readAmount } from "../../src/cli/merchant/values.ts";

describe("readAmount", () => {
  it.each([
    ["1500", "KES", 150_000],
    ["1500.50", "KES", 150_050],
    ["KShs. 1,500", "KES", 150_000],
    ["1500/=", "KES", 150_000],
    ["١٥٠٠", "KES", 150_000],
    ["\u202a1 500\u202c", "KES", 150_000],
    ["NGN 250", "NGN", 25_000],
    ["2500", "UGX", 2_500],
  ])("reads %j in %s as %i", (text, currency, value) => {
    expect(readAmount(text, currency)).toEqual({ value, currency });
  });

  it.each([
    ["KES", "", "-5", "1.234", "NGN 250"],
    ["XXX", "250"],
    ["UGX", "2500.5"],
  ])("refuses in %s: %j…", (currency, ...texts) => {
    for (const text of texts)
      expect(() => readAmount(text, currency), text).toThrow(CliError);
  });

  it("repeats of what it refuses no more than a line, and nothing that steers", () => {
    expect(() => readAmount(`\u001b[2J${"😀".repeat(60)}`, "KES")).toThrow(
      /^" \[2J(?:😀){14}" is not/u,
    );
  });
});
