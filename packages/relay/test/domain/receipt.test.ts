import { describe, expect, it } from "vitest";
import { normalizeReceipt } from "../../src/domain/receipt.ts";

describe("normalizeReceipt", () => {
  it.each([
    ["SKL7X2Q9WD", "SKL7X2Q9WD"],
    [" skl7x2q9wd\n", "SKL7X2Q9WD"],
    ["SKL7 X2Q9 WD", "SKL7X2Q9WD"],
    ["SKL7\u00a0X2Q9WD", "SKL7X2Q9WD"],
    ["\u202aSKL7X2Q9WD\u202c", "SKL7X2Q9WD"],
    ["SKL7\u200bX2\u00adQ9WD\ufeff", "SKL7X2Q9WD"],
    ["\uff33\uff2b\uff2c\uff17X2Q9WD", "SKL7X2Q9WD"],
    ["TXN-1-ab", "TXN-1-AB"],
    ["", null],
    [" \u200b ", null],
    [null, null],
  ])("%j is %j", (receipt, name) => {
    expect(normalizeReceipt(receipt)).toBe(name);
  });
});
