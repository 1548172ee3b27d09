import { describe, expect, it } from "vitest";
import { readCallback } from "../../../src/adapters/almara/payments/callback.ts";
import { kes, sample } from "./harness.ts";

const DOCUMENTED = sample("almara-checkout-callback.as-documented.txt");
const ID = "00a9f0d4-6e2b-4a8f-b9d3-5f7c2e1a4b66";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (body: unknown, currency: string | null = "KES") =>
  readCallback(
    bytes(typeof body === "string" ? body : JSON.stringify(body)),
    currency,
  );
/** The hint; a callback that names an amount has one, though it may be unreadable (null). */
const hint = (changes: {
  attemptId?: string;
  payerAnswered?: boolean;
  amount?: object | null;
}): object => ({
  attemptId: null,
  payerAnswered: false,
  amount: null,
  hasAmount: "amount" in changes,
  ...changes,
});
const paid = (value: number) => ({ amount: kes(value) });
const UNREADABLE = { amount: null };

describe("the checkout callback", () => {
  it.each<[string, (text: string) => string]>([
    ["byte for byte as documented, with a trailing comma", (text) => text],
    ["with a byte order mark", (text) => `\uFEFF${text}`],
    ["without a trailing comma", (text) => text.replace('3211",', '3211"')],
    [
      "with lower-case keys",
      (text) => text.replace(/"\w+":/g, (key) => key.toLowerCase()),
    ],
    [
      "with upper-case keys",
      (text) => text.replace(/"\w+":/g, (key) => key.toUpperCase()),
    ],
    [
      "with prices as text",
      (text) => text.replace(/\d+\.0/g, (price) => `"${price}"`),
    ],
  ])("is read %s, in its own currency, not the order's", (_what, change) => {
    expect(DOCUMENTED).toHaveLength(1405);
    const text = change(new TextDecoder().decode(DOCUMENTED));
    for (const currency of ["KES", "UGX", null])
      expect(read(text, currency)).toEqual(
        hint({ attemptId: ID, ...paid(700_000) }),
      );
  });

  const withLines = (checkoutRequestLines: unknown) => ({
    checkoutRequestLines,
  });

  it.each<[string, object, object]>([
    ["too many places", withLines([{ price: 0.001 }]), UNREADABLE],
    ["a line that is none", withLines([7, { price: 1 }]), UNREADABLE],
    ["a price of another type", withLines([{ price: {} }]), UNREADABLE],
    ["no lines", { checkoutOutcome: { Status: 4 } }, {}],
    ["odd lines", { ...withLines("7000"), checkoutOutcome: {} }, {}],
    ["the order's currency", withLines([{ price: 1 }]), paid(100)],
  ])("is read as far as it goes: %s", (_what, body, expected) => {
    expect(read({ originatorConversationId: ID, ...body })).toEqual(
      hint({ attemptId: ID, ...expected }),
    );
  });

  it.each([
    ["90071992547409.91", paid(9_007_199_254_740_991)],
    ["2499.99999999999999999", UNREADABLE],
  ])("keeps %s exact in the tolerant reader too", (price, expected) => {
    const text = `{"checkoutOutcome":{},"checkoutRequestLines":[{"price":${price},},],}`;
    expect(read(text)).toEqual(hint(expected));
  });

  it("of an odd id is still read", () => {
    const body = { originatorConversationId: { id: ID }, checkoutOutcome: {} };
    expect(read(body)).toEqual(hint({}));
  });
});

describe("Safaricom's envelope", () => {
  const envelope = (CallbackMetadata: unknown, key = "stkCallback") => ({
    Body: {
      [key]: {
        MerchantRequestID: "29115-34620561-1",
        ResultCode: 0,
        CallbackMetadata,
      },
    },
  });
  const item = (Value: unknown, Name = "Amount"): object => ({
    Item: [
      { Name: "MpesaReceiptNumber", Value: "x" },
      { Name, Value },
    ],
  });

  it.each<[string, unknown, object]>([
    ["a paid one", item(2500), paid(250_000)],
    ["another case", item("1.00", "AMOUNT"), paid(100)],
    ["an unreadable amount", item({}), UNREADABLE],
    ["a balance without a value", { Item: [{ Name: "Amount" }, 7, null] }, {}],
    ["a refused one", undefined, {}],
    ["metadata of another type", "none", {}],
    ["items of another type", { Item: {} }, {}],
  ])("says that the prompt was answered: %s", (_what, metadata, changes) => {
    const expected = hint({ payerAnswered: true, ...changes });
    expect(read(envelope(metadata))).toEqual(expected);
    expect(read(envelope(metadata, "StkCallback"))).toEqual(expected);
  });

  it("names an amount it can't read while the currency is unknown", () => {
    expect(read(envelope(item(2500)), null)).toEqual(
      hint({ payerAnswered: true, ...UNREADABLE }),
    );
  });
});

describe("the flat callback", () => {
  const ANSWERED = { attemptId: ID, payerAnswered: true };

  it.each<[object, object]>([
    [
      {
        OriginatorConversationId: ID,
        Thirdpartyreceiptnumber: "SKL",
        PaymentAmount: 2500.5,
      },
      { ...ANSWERED, ...paid(250_050) },
    ],
    [
      { originatorConversationID: ID, paymentamount: "1" },
      { ...ANSWERED, ...paid(100) },
    ],
    [
      { originatorconversationid: ID, PaymentAmount: "2,500" },
      { ...ANSWERED, ...UNREADABLE },
    ],
    [{ originatorConversationId: ID }, { attemptId: ID }],
    [{ ThirdPartyReceiptNumber: "SKL" }, { payerAnswered: true }],
    [{ OriginatorConversationId: ID, PaymentAmount: "" }, { attemptId: ID }],
  ])("is read: %j", (body, changes) => {
    expect(read(body)).toEqual(hint(changes));
  });
});

describe("a body that is no callback", () => {
  it.each([
    ...["", "   ", "\uFEFF", "null", "true", "7", '"text"', "[]", "{}", "{"],
    ...["<html>", "a=1&b=2", '{"other":1}', '{"Body":{}}'],
    ...["[".repeat(16_384), '{"a":'.repeat(3000)],
    `{"Body":${"[".repeat(8000)}${"]".repeat(8000)}}`,
    `{"__proto__":{"originatorConversationId":"${ID}"},"constructor":1,}`,
    // A cut id is none
    `{"x":1,"originatorConversationId":"${ID.slice(0, 9)}`,
  ])("is nothing to read: %.20s", (text) => {
    expect(read(text)).toBeNull();
  });
});

describe("a damaged body", () => {
  it("keeps its id and loses its amount", () => {
    const text = new TextDecoder().decode(DOCUMENTED);
    const cut = text.slice(0, text.indexOf("2200"));
    expect(read(cut)).toEqual(hint({ attemptId: ID }));
  });

  it("reads nothing false out of any beginning of the documented body", () => {
    const lastBrace = DOCUMENTED.lastIndexOf("}".charCodeAt(0));
    for (let end = 0; end <= lastBrace; end += 1) {
      const found = readCallback(DOCUMENTED.subarray(0, end), "KES");
      if (found === null) continue;
      expect([null, ID]).toContain(found.attemptId);
      expect(found.amount).toBeNull();
      expect(found.hasAmount).toBe(false);
    }
  });
});
