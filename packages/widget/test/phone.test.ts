import { expect } from "@open-wc/testing";
import { formatPhone, parsePhone } from "../src/phone.ts";

describe("parsePhone", () => {
  it("reads what the relay reads, and gives null for the rest", () => {
    expect(parsePhone("\u202a+254 (0) 712 345 678\u202c")).to.equal(
      "254712345678",
    );
    expect(parsePhone("0712 345 67a")).to.equal(null);
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
