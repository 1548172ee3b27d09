import { describe, expect, it } from "vitest";
import { OUTCOMES } from "../../../src/almara/attempts/outcomes.ts";
import {
  toMessageText,
  toNationalPhone,
  toPhoneDigits,
} from "../../../src/almara/phone/wording.ts";
import { createDeposit } from "../../support/attempts.ts";

const ATTEMPT = createDeposit();

describe("toPhoneDigits", () => {
  it.each([
    ["0712 345 678", "254712345678"],
    ["+254 (712) 345-678", "254712345678"],
    ["00254712345678", "254712345678"],
    ["712345678", "254712345678"],
    ["0112345678", "254112345678"],
    ["254712345678", "254712345678"],
    ["everyone", ""],
    ["", ""],
  ])("%j is %j", (typed, digits) => {
    expect(toPhoneDigits(typed)).toBe(digits);
  });
});

describe("toNationalPhone", () => {
  it.each([
    ["254712345678", "0712 345 678"],
    ["254110000001", "0110 000 001"],
    ["12", "12"],
  ])("%j is %j", (phone, shown) => {
    expect(toNationalPhone(phone)).toBe(shown);
  });
});

describe("toMessageText", () => {
  const at = new Date("2026-11-21T21:05:00Z");

  it("reads like the message that M-Pesa sends, in Kenyan time", () => {
    const decision = { outcome: "paid", at, reference: "UKL7X2Q9WD" } as const;
    expect(toMessageText(ATTEMPT, decision)).toBe(
      "UKL7X2Q9WD Confirmed. Ksh2,500.00 paid to 174379 for account ORD-1 on 22/11/26 at 12:05 AM.",
    );
    const till = { ...ATTEMPT, accountNo: null, currency: "TZS" };
    expect(toMessageText(till, decision)).toContain(
      "TZS 2,500.00 paid to 174379 on",
    );
  });

  it.each(OUTCOMES.filter((outcome) => outcome !== "paid"))(
    "never confirms when it was %s",
    (outcome) => {
      const text = toMessageText(ATTEMPT, { outcome, at, reference: null });
      expect(text).toContain("Ksh2,500.00");
      expect(text).not.toContain("Confirmed");
    },
  );
});
