import { describe, expect, it } from "vitest";
import {
  cleanName,
  cutText,
  foldText,
  parseKenyanPhone,
  parseTypedAmount,
} from "@malipo/protocol/text";

describe("foldText", () => {
  it.each([
    ["\u202a+254\u202c", "+254"],
    ["\ufeff a\u00adb\u200bc\u2066d\u2069 ", "abcd"],
    ["a\ufe0fb\u034f", "ab"],
    ["٠٧١٢", "0712"],
    ["۰۷۱۲", "0712"],
    ["०७१२", "0712"],
    ["߀߇߁", "071"],
    ["𞥐𞥗𞥙", "079"],
    ["𝟎𝟗𝟬𝟿", "0909"],
    ["０７１２", "0712"],
    ["Ａｂ\u00a0ｃ", "Ab c"],
    ["10²", "10²"],
    ["①", "①"],
    ["½", "½"],
  ])("reads %j as %j", (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it("folds every digit of Unicode to its value, and nothing twice", () => {
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const char = String.fromCodePoint(code);
      if (!/^\p{Nd}$/u.test(char)) continue;
      expect(foldText(char)).toMatch(/^\d$/);
      expect(foldText(foldText(char))).toBe(foldText(char));
    }
  });
});

describe("parseKenyanPhone", () => {
  it.each([
    "0712345601",
    "712345601",
    "254712345601",
    "+254712345601",
    "00254712345601",
    "000254712345601",
    "2540712345601",
    "+2540712345601",
    "+254 (0) 712 345 601",
    "+254(0)712-345-601",
    "(+254) 712 345 601",
    "(0712) 345-601",
    "0712.345.601",
    "0712/345/601",
    "0712·345·601",
    "0712\u2012345\u2011601",
    "0712\u2212345\u2212601",
    "0712\u00a0345\u202f601",
    " \t0712 345 601\r\n",
    "tel:+254712345601",
    "TEL: 0712-345-601",
    "\u202a+254712345601\u202c",
    "\u200e0712345601\ufeff",
    "07123\u00ad45601",
    "٠٧١٢٣٤٥٦٠١",
    "+۲۵۴۷۱۲۳۴۵۶۰۱",
    "०७१२३४५६०१",
    "０７１２ ３４５ ６０１",
    "＋２５４７１２３４５６０１",
  ])("reads %j", (text) => {
    expect(parseKenyanPhone(text)).toBe("254712345601");
  });

  it("reads the numbers that begin with 1", () => {
    expect(parseKenyanPhone("0110 123 456")).toBe("254110123456");
  });

  it.each([
    "",
    "0",
    "07123456",
    "071234567",
    "07123456789",
    "0212345678",
    "0812345678",
    "255712345678",
    "+255712345678",
    "+1 712 345 678",
    "+1 202 555 0143",
    "+7 12 345 678",
    "00712345678",
    "0254712345678",
    "25400712345678",
    "++254712345678",
    "0712x45678",
    "0712 345 67a",
    "071234567²",
    "0712345678 0712345678",
    "0712345678;ext=1",
  ])("refuses %j", (text) => {
    expect(parseKenyanPhone(text)).toBeUndefined();
  });
});

describe("parseTypedAmount", () => {
  it.each([
    ["1", "KES", 2, 100],
    ["1.5", "KES", 2, 150],
    ["0.01", "KES", 2, 1],
    ["2500.", "KES", 2, 250_000],
    ["1234.50", "KES", 2, 123_450],
    ["1,234.50", "KES", 2, 123_450],
    ["1,234,567", "KES", 2, 123_456_700],
    ["1 000", "KES", 2, 100_000],
    ["1\u00a0000", "KES", 2, 100_000],
    ["1\u202f234\u202f567.5", "KES", 2, 123_456_750],
    ["1'000", "KES", 2, 100_000],
    ["KES 1,000.50", "KES", 2, 100_050],
    ["kes2500", "KES", 2, 250_000],
    ["Ksh1000", "KES", 2, 100_000],
    ["KShs. 1000", "KES", 2, 100_000],
    ["Sh 500", "KES", 2, 50_000],
    ["1000 KES", "KES", 2, 100_000],
    ["1,000ksh.", "KES", 2, 100_000],
    ["1000/=", "KES", 2, 100_000],
    ["1,000/-", "KES", 2, 100_000],
    ["Kshs 1 000 /=", "KES", 2, 100_000],
    ["₦1,500", "NGN", 2, 150_000],
    ["N1500.50", "NGN", 2, 150_050],
    ["1500 naira", "NGN", 2, 150_000],
    ["UGX 2,500", "UGX", 0, 2_500],
    ["1.234", "BHD", 3, 1_234],
    ["٥٠٠", "KES", 2, 50_000],
    ["٥٬٠٠٠٫٥", "KES", 2, 500_050],
    ["१०००", "KES", 2, 100_000],
    ["１，０００", "KES", 2, 100_000],
    ["\u202a1000\u202c", "KES", 2, 100_000],
    ["\ufeff  2500 ", "KES", 2, 250_000],
    // A float would make 0.28 * 100 = 28.000000000000004 of it.
    ["0.28", "KES", 2, 28],
    ["90071992547409.91", "KES", 2, 9_007_199_254_740_991],
  ])("reads %j in %s as %i", (text, currency, exponent, value) => {
    expect(parseTypedAmount(text, currency, exponent)).toBe(value);
  });

  it.each([
    ["", "KES", 2],
    ["KES", "KES", 2],
    ["abc", "KES", 2],
    ["-5", "KES", 2],
    ["\u22125", "KES", 2],
    ["1.234", "KES", 2],
    ["1,23", "KES", 2],
    ["1.000,50", "KES", 2],
    ["1 00", "KES", 2],
    ["12 34", "KES", 2],
    ["1,000 000", "KES", 2],
    ["12,34,567", "KES", 2],
    ["1,2345", "KES", 2],
    ["1.2.3", "KES", 2],
    ["1e3", "KES", 2],
    ["0x10", "KES", 2],
    ["5k", "KES", 2],
    ["10²", "KES", 2],
    ["1½", "KES", 2],
    [".5", "KES", 2],
    ["2500.5", "UGX", 0],
    ["1000/5", "KES", 2],
    ["USD 500", "KES", 2],
    ["$500", "KES", 2],
    ["₦500", "KES", 2],
    ["500 NGN", "KES", 2],
    ["KES 500 KES", "KES", 2],
    ["90071992547409.92", "KES", 2],
    ["Infinity", "KES", 2],
  ])("refuses %j in %s", (text, currency, exponent) => {
    expect(parseTypedAmount(text, currency, exponent)).toBeUndefined();
  });
});

describe("cleanName", () => {
  it.each([
    ["  Amina\u00a0 Otieno\n", "Amina Otieno"],
    ["\u202eAmina\u202c\u0000", "Amina"],
    ["Zoe\u0308", "Zoë"],
    ["می\u200cخواهم", "می\u200cخواهم"],
    ["\u200b\ufeff\u00ad", ""],
    [" \u200d ", ""],
  ])("makes of %j %j", (text, name) => {
    expect(cleanName(text)).toBe(name);
  });
});

describe("cutText", () => {
  it.each([
    ["abc", 3, "abc"],
    ["abcd", 3, "abc"],
    ["ab😀", 3, "ab"],
    ["abe\u0301", 3, "ab"],
    ["😀", 1, ""],
  ])("cuts %j to %i", (text, max, result) => {
    expect(cutText(text, max)).toBe(result);
  });
});
