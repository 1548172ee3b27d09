import { describe, expect, it } from "vitest";
import { readCallback } from "../../../src/adapters/almara/payments/callback.ts";
import { sample } from "./harness.ts";

const DOCUMENTED = sample("almara-checkout-callback.as-documented.txt");
const ID = "00a9f0d4-6e2b-4a8f-b9d3-5f7c2e1a4b66";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (body: unknown, currency: string | null = "KES") =>
  readCallback(
    bytes(typeof body === "string" ? body : JSON.stringify(body)),
    currency,
  );
const kes = (value: number) => ({ value, currency: "KES" });
const hint = (changes: object = {}): object => ({
  attemptId: null,
  payerAnswered: false,
  amount: null,
  hasAmount: false,
  ...changes,
});

describe("the checkout callback", () => {
  it("is read byte for byte as documented, trailing comma and all", () => {
    expect(DOCUMENTED).toHaveLength(1405);
    const expected = hint({
      attemptId: ID,
      amount: kes(700_000),
      hasAmount: true,
    });
    expect(readCallback(DOCUMENTED, "KES")).toEqual(expected);
    expect(readCallback(DOCUMENTED, null)).toEqual(expected);
  });

  it.each<[string, (text: string) => string]>([
    ["a byte order mark", (text) => `\uFEFF${text}`],
    ["no trailing comma", (text) => text.replace('3211",', '3211"')],
    [
      "lower-case keys",
      (text) => text.replace(/"\w+":/g, (key) => key.toLowerCase()),
    ],
    [
      "upper-case keys",
      (text) => text.replace(/"\w+":/g, (key) => key.toUpperCase()),
    ],
    [
      "prices as text",
      (text) => text.replace(/\d+\.0/g, (price) => `"${price}"`),
    ],
    ["its own currency, not the order's", (text) => text],
  ])("is read with %s", (_what, change) => {
    const text = change(new TextDecoder().decode(DOCUMENTED));
    expect(read(text, "UGX")).toEqual(
      hint({ attemptId: ID, amount: kes(700_000), hasAmount: true }),
    );
  });

  it.each<[string, object, object]>([
    [
      "a price with too many places",
      { checkoutRequestLines: [{ price: 0.001 }] },
      { hasAmount: true },
    ],
    [
      "a line that is none",
      { checkoutRequestLines: [7, { price: 1 }] },
      { hasAmount: true },
    ],
    [
      "a price of another type",
      { checkoutRequestLines: [{ price: {} }] },
      { hasAmount: true },
    ],
    ["no lines", { checkoutOutcome: { Status: 4 } }, {}],
    [
      "lines of another type",
      { checkoutRequestLines: "7000", checkoutOutcome: {} },
      {},
    ],
    [
      "the order's currency",
      { checkoutRequestLines: [{ price: 1 }] },
      { hasAmount: true, amount: kes(100) },
    ],
  ])("is read as far as it goes: %s", (_what, body, expected) => {
    const changes = { attemptId: ID, ...expected };
    expect(read({ originatorConversationId: ID, ...body })).toEqual(
      hint(changes),
    );
  });

  it("keeps its prices exact when only the tolerant reader can read it", () => {
    const text = (price: string): string =>
      `{"checkoutOutcome":{},"checkoutRequestLines":[{"price":${price},},],}`;
    expect(read(text("90071992547409.91"))).toEqual(
      hint({ amount: kes(9_007_199_254_740_991), hasAmount: true }),
    );
    expect(read(text("2499.99999999999999999"))).toEqual(
      hint({ hasAmount: true }),
    );
  });

  it("of an odd id is still read", () => {
    const body = { originatorConversationId: { id: ID }, checkoutOutcome: {} };
    expect(read(body)).toEqual(hint());
  });
});

describe("Safaricom's envelope", () => {
  const envelope = (metadata: unknown, key = "stkCallback"): object => ({
    Body: {
      [key]: {
        MerchantRequestID: "29115-34620561-1",
        ResultCode: 0,
        CallbackMetadata: metadata,
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
    ["a paid one", item(2500), { amount: kes(250_000), hasAmount: true }],
    [
      "another case",
      item("1.00", "AMOUNT"),
      { amount: kes(100), hasAmount: true },
    ],
    ["an unreadable amount", item({}), { hasAmount: true }],
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
      hint({ payerAnswered: true, hasAmount: true }),
    );
  });
});

describe("the flat callback", () => {
  it.each<[string, object, object]>([
    [
      "paid",
      {
        OriginatorConversationId: ID,
        Thirdpartyreceiptnumber: "SKL",
        PaymentAmount: 2500.5,
      },
      {
        attemptId: ID,
        payerAnswered: true,
        amount: kes(250_050),
        hasAmount: true,
      },
    ],
    [
      "in other keys",
      { originatorConversationID: ID, paymentamount: "1" },
      {
        attemptId: ID,
        payerAnswered: true,
        amount: kes(100),
        hasAmount: true,
      },
    ],
    [
      "with an unreadable amount",
      { originatorconversationid: ID, PaymentAmount: "2,500" },
      { attemptId: ID, payerAnswered: true, hasAmount: true },
    ],
    ["of an id alone", { originatorConversationId: ID }, { attemptId: ID }],
    [
      "of a receipt alone",
      { ThirdPartyReceiptNumber: "SKL" },
      { payerAnswered: true },
    ],
    [
      "with an empty amount",
      { OriginatorConversationId: ID, PaymentAmount: "" },
      { attemptId: ID },
    ],
  ])("is read: %s", (_what, body, changes) => {
    expect(read(body)).toEqual(hint(changes));
  });
});

describe("a body that is no callback", () => {
  it.each([
    "",
    "   ",
    "\uFEFF",
    "null",
    "true",
    "7",
    '"text"',
    "[]",
    "{}",
    "{",
    "<html>",
    "a=1&b=2",
    '{"other":1}',
    '{"Body":{}}',
    "[".repeat(16_384),
    '{"a":'.repeat(3000),
    `{"Body":${"[".repeat(8000)}${"]".repeat(8000)}}`,
  ])("is nothing to read: %.20s", (text) => {
    expect(read(text)).toBeNull();
  });

  it("is not mistaken for a prototype", () => {
    const text = `{"__proto__":{"originatorConversationId":"${ID}"},"constructor":1,}`;
    expect(read(text)).toBeNull();
  });
});

describe("a damaged body", () => {
  it("keeps its id and loses its amount", () => {
    const text = new TextDecoder().decode(DOCUMENTED);
    const cut = text.slice(0, text.indexOf("2200"));
    expect(read(cut)).toEqual(hint({ attemptId: ID }));
  });

  it("does not take a cut id for an id", () => {
    expect(
      read(`{"x":1,"originatorConversationId":"${ID.slice(0, 9)}`),
    ).toBeNull();
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
