import { expect } from "@open-wc/testing";
import { formatPhone, parsePhone } from "../src/phone.ts";

describe("parsePhone", () => {
  const right: readonly (readonly [text: string, digits: string])[] = [
    ["0712345678", "254712345678"],
    ["0112345678", "254112345678"],
    ["712345678", "254712345678"],
    ["112345678", "254112345678"],
    ["254712345678", "254712345678"],
    ["+254712345678", "254712345678"],
    ["00254712345678", "254712345678"],
    ["+254 712 345 678", "254712345678"],
    ["  0712 345-678 ", "254712345678"],
    ["0712.345.678", "254712345678"],
    ["(0712) 345 678", "254712345678"],
    ["+254\u00a0712\u00a0345\u00a0678", "254712345678"],
    ["0712\u2013345\u2013678", "254712345678"],
  ];
  for (const [text, digits] of right)
    it(`reads ${JSON.stringify(text)}`, () => {
      expect(parsePhone(text)).to.equal(digits);
    });

  const wrong = [
    "",
    "07123",
    "071234567",
    "07123456789",
    "0212345678",
    "0812345678",
    "+255712345678",
    "+1 202 555 0143",
    "0712 345 67a",
    "0712345678 0712345678",
    "++254712345678",
    "0254712345678",
  ];
  for (const text of wrong)
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(parsePhone(text)).to.equal(null);
    });
});

describe("formatPhone", () => {
  it("writes it as people do at home and abroad", () => {
    expect(formatPhone("254712345678")).to.equal("0712 345 678");
    expect(formatPhone("254112345678", "+254 ")).to.equal("+254 112 345 678");
  });

  it("writes what parsePhone reads again", () => {
    expect(parsePhone(formatPhone("254712345678"))).to.equal("254712345678");
  });
});
