import { describe, expect, it } from "vitest";
import {
  isPlaceholder,
  readReceipt,
} from "../../../src/adapters/provider-http/placeholder.ts";

describe("readReceipt", () => {
  it.each([
    ...["N/A", "n/a", "NA", "n.a.", "#N/A", "(n/a)", "ｎ／ａ"],
    ...["null", "NULL", "(null)", "<null>", '"null"', "nil", "None", "none"],
    ...["undefined", "NaN", "unknown", "Not available", "not-applicable"],
    ...["", " ", "-", "--", "—", "...", "?", "*", "_", "\u00a0", "\u200b"],
    ...["0", "00", "000", "0000000000", "0.0", "0.00", "-0", "0E0", "-1"],
    ...["-1.0", "xx", "XXX", "string", "pending", "TBD", "empty", "false"],
  ])("takes %j for no receipt", (text) => {
    expect(readReceipt(text)).toBeNull();
  });

  it.each([
    ...["SKL7X2Q9WD", "TXN565FDR43211", "0E51234567", "000123", "1", "10"],
    ...["NULLAH1234", "NONE000001", "A", "N/A-17", "x".repeat(128), "-12"],
  ])("keeps %j", (text) => {
    expect(readReceipt(text)).toBe(text);
  });

  it("has none where there is none", () => {
    expect(readReceipt(null)).toBeNull();
  });
});

describe("isPlaceholder", () => {
  it("leaves a zero to its reader: an amount of nothing is an amount", () => {
    expect(["0", "0.00", "-1", "N/A"].map(isPlaceholder)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
