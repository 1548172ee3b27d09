import { describe, expect, it } from "vitest";
import {
  checkCard,
  createTestCard,
} from "../../../src/almara/card/card-form.ts";

const NOW = new Date("2026-11-21T10:00:00Z");
const GOOD = createTestCard(NOW);

describe("the test card", () => {
  it("is good", () => {
    expect(GOOD).toEqual({
      number: "4111 1111 1111 1111",
      expiry: "12/29",
      cvc: "123",
    });
    expect(checkCard(GOOD, NOW)).toEqual({});
  });
});

describe("checkCard", () => {
  it.each([
    ["number", "5555-5555-5555-4444"],
    ["number", "378282246310005"],
    ["expiry", "11/26"],
    ["expiry", " 1 / 2027 "],
    ["cvc", "1234"],
  ])("takes %s %j", (field, value) => {
    expect(checkCard({ ...GOOD, [field]: value }, NOW)).toEqual({});
  });

  it.each([
    ["number", "4111 1111 1111 1112"],
    ["number", "4111"],
    ["number", "0".repeat(20)],
    ["number", "four"],
    ["number", ""],
    ["expiry", "10/26"],
    ["expiry", "13/29"],
    ["expiry", "2029-12"],
    ["expiry", ""],
    ["cvc", "12"],
    ["cvc", "12a"],
    ["cvc", ""],
  ])("refuses %s %j", (field, value) => {
    expect(Object.keys(checkCard({ ...GOOD, [field]: value }, NOW))).toEqual([
      field,
    ]);
  });
});
