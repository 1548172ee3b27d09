import { describe, expect, it } from "vitest";
import { maskPhone, parseKenyanPhone } from "../../src/domain/phone.ts";

describe("parseKenyanPhone", () => {
  it.each([
    "0712345678",
    "0712 345 678",
    "712345678",
    "254712345678",
    "+254712345678",
    "+254 (0)712-345.678".replace("(0)", ""),
    "00254712345678",
    "(0712) 345-678",
    "0712\u00a0345\u2011678",
  ])("reads %s", (text) => {
    expect(parseKenyanPhone(text)).toBe("254712345678");
  });

  it("reads the numbers that begin with 1", () => {
    expect(parseKenyanPhone("0110 123 456")).toBe("254110123456");
  });

  it.each([
    "",
    "0",
    "07123456",
    "07123456789",
    "0812345678",
    "255712345678",
    "+1 712 345 678",
    "0712x45678",
    "++254712345678",
    "٠٧١٢٣٤٥٦٧٨",
  ])("refuses %j", (text) => {
    expect(parseKenyanPhone(text)).toBeUndefined();
  });
});

describe("maskPhone", () => {
  it("shows enough to recognise one's own number", () => {
    expect(maskPhone("254712345678")).toBe("0712 ••• 678");
  });
});
