import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { phoneMatch } from "../../../src/domain/privacy/phone-of.ts";
import type { PhoneMatch } from "../../../src/domain/privacy/phone-of.ts";

const sha256 = (text: string): string =>
  createHash("sha256").update(text).digest("hex");

function matchOf(text: string): PhoneMatch {
  const match = phoneMatch(text, sha256);
  if (match === undefined) throw new Error(`${text} is a phone number`);
  return match;
}

const KENYAN = [
  "0712345678",
  "0712 345 678",
  "0712-345-678",
  "712345678",
  "254712345678",
  "+254712345678",
  "+254 (0) 712 345 678",
  "00254712345678",
  "tel:+254-712-345-678",
  "٠٧١٢٣٤٥٦٧٨",
];

describe("a phone number", () => {
  it.each(KENYAN)("as %s is the same as in every other spelling", (given) => {
    const match = matchOf(given);
    for (const stored of KENYAN) expect(match.isPhone(stored)).toBe(true);
    for (const hashed of ["254712345678", "+254712345678"])
      expect(match.isPhone(sha256(hashed).toUpperCase())).toBe(true);
  });

  it.each([
    ["0803 123 4567", "+2348031234567"],
    ["2348031234567", "08031234567"],
    ["+44 7700 900123", "00447700900123"],
  ])("as %s is the same as %s", (given, stored) => {
    expect(matchOf(given).isPhone(stored)).toBe(true);
  });

  it.each([
    "0712345679",
    "254112345678",
    "+44712345678",
    "0712 ••• 678",
    "erased",
    "",
  ])("is not %j", (stored) => {
    expect(matchOf("0712345678").isPhone(stored)).toBe(false);
  });

  it.each(["", "0712", "phone", "12345678901234567", "0712 ••• 678"])(
    "is not read from %j",
    (given) => {
      expect(phoneMatch(given, sha256)).toBeUndefined();
    },
  );

  it.each([
    '{"MSISDN":"254712345678"}',
    '{"MSISDN":254712345678}',
    String.raw`{"phone":"\u002B254712345678"}`,
    "msisdn=%2B254712345678&amount=10",
    "<phone>0712 345 678</phone>",
    "paid at 12:00 0712345678",
    `{"MSISDN":"${sha256("254712345678")}"}`,
  ])("is found in %s", (message) => {
    expect(matchOf("0712345678").isIn(message)).toBe(true);
  });

  it.each([
    '{"at":1254712345678}',
    '{"id":"0712345678123"}',
    '{"amount":712345678}',
    '{"MSISDN":"2547 *** 678"}',
    `{"MSISDN":"${sha256("254712345679")}"}`,
  ])("is not found in %s", (message) => {
    expect(matchOf("0712345678").isIn(message)).toBe(false);
  });

  it.each([
    ["0712 ••• 678", true],
    ["2547 ***** 678", true],
    ['{"MSISDN":"254712***678"}', true],
    ["0712 ••• 679", false],
    ["2541 ***** 678", false],
    ["254712345678", false],
  ])("may be the masked one of %s: %j", (message, expected) => {
    expect(matchOf("0712345678").mayBeIn(message)).toBe(expected);
  });
});
