import { describe, expect, it } from "vitest";
import type { QueryResult } from "../../../src/ports/provider.ts";
import { expecting } from "../../support/expecting.ts";
import {
  CARD_PLAN,
  NOT_FOUND,
  PENDING,
  REFERENCE,
  ROUTES,
  UNAVAILABLE,
  eachInItsOwnWorld,
  ended,
  sampleText,
} from "./harness.ts";
import { http } from "./provider-server.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();
const RECEIPT = "TXN565FDR43211";

/** The answer as the query page shows it: currency code as text, lines and outcome as in the callback. */
const checkout = (changes: object = {}): object => ({
  id: "16780000-a97d-3024-98a9-08d9ed471bab",
  originatorConversationId: CARD_PLAN.id.toUpperCase(),
  conversationId: "16780000-a97d-3024-98a9-08d9ed471bac",
  checkoutId: "16780000-a97d-3024-98a9-08d9ed471bad",
  checkoutReference: REFERENCE,
  checkoutCurrencyCode: "404",
  checkoutCurrencyName: "KES",
  checkoutRequestLines: [{ sku: "a", name: "b", price: 2500 }],
  checkoutOutcome: outcome("4", "000"),
  ...changes,
});
const outcome = (Status: unknown, ResultCode?: unknown, more = {}): object => ({
  Status,
  StatusDesc: "Completed",
  ResultCode,
  ThirdPartyPayload: { ResponseCode: "000", Reference: RECEIPT },
  ...more,
});

const paid = (value: number, currency = "KES"): object => ({
  kind: "succeeded",
  amount: { value, currency },
  receipt: RECEIPT,
});
const PAID = paid(250_000);
const NO_RECEIPT = { ...PAID, receipt: null };
const NOT_OURS = paid(0, "XXX");

const query = (reply: Reply): Promise<QueryResult> =>
  world()
    .answering(reply, ROUTES.checkoutStatus)
    .provider.query(CARD_PLAN, REFERENCE);
const queryWith = (changes: object) => query({ json: checkout(changes) });

describe("the checkout query", () => {
  it("asks by our own id", async () => {
    await queryWith({});
    const [request] = world().server.to(ROUTES.checkoutStatus);
    expect(request?.query).toEqual({ IdType: "1", Id: CARD_PLAN.id });
  });

  it("reads the documented body as paid, once the id and reference are ours", async () => {
    const text = sampleText("almara-checkout-callback.as-documented.txt")
      .replace("00a9f0d4-6e2b-4a8f-b9d3-5f7c2e1a4b66", CARD_PLAN.id)
      .replace("ORD-20260126-7848", REFERENCE);
    expect(await query({ text })).toEqual(paid(700_000));
  });

  it.each<[string, object, object]>([
    ...expecting(PAID, {
      "4 and 000": outcome(4, "000"),
      "the same as text, in other keys": {
        status: "4",
        RESULTCODE: "000",
        thirdPartyPayload: { reference: RECEIPT },
      },
    }),
    ...expecting(NO_RECEIPT, {
      "4 and 000, no receipt": { Status: 4, ResultCode: "000" },
      "4 and 000, none": outcome(4, "000", {
        ThirdPartyPayload: { Reference: "-" },
      }),
    }),
    ...expecting(PENDING, {
      "4 and 0": outcome(4, "0"),
      "4 and 00": outcome(4, "00"),
      "4 and 0000": outcome(4, "0000"),
      "4 and no code": outcome(4),
      "4 and null": outcome(4, null),
      "4.0 and 000": outcome("4.0", "000"),
      "no status and 000": outcome(undefined, "000"),
      "no status at all": {},
      "0 and 000": outcome(0, "000"),
      "1": outcome(1, "000"),
      "2": outcome(2, "000"),
      "3": outcome(3, "000"),
      "5": outcome(5, "000"),
      "9": outcome(9, "000"),
      "-4": outcome(-4, "000"),
      "44": outcome(44, "000"),
      constructor: outcome("constructor", "000"),
    }),
    ...expecting(ended("declined"), {
      "6": outcome(6, "005"),
      "6 and no code": outcome(6, null, { ThirdPartyPayload: null }),
      "6 and 000": outcome(6, "000"),
      "7": outcome(7, "005"),
      "6 and a deposit's code": outcome(6, "1"),
      "6 and constructor": outcome(6, "constructor"),
    }),
    ["7, by the customer", outcome(7, "017"), ended(null, "cancelled")],
    ["6 and 014", outcome(6, "014"), ended("invalid_account")],
    ["6 and 051", outcome(6, "051"), ended("insufficient_funds")],
    ["6 and 055", outcome(6, "055"), ended("wrong_pin")],
    ["6 and 061", outcome(6, "061"), ended("limit_exceeded")],
    ["6 and 091", outcome(6, "091"), ended("provider_unavailable")],
    ["6 and 096", outcome(6, "096"), ended("provider_unavailable")],
    ...expecting(ended("insufficient_funds"), {
      "6, a third's 051": {
        Status: 6,
        ThirdPartyPayload: { ResponseCode: "051" },
      },
    }),
    ["8", outcome(8, "000"), { kind: "timed_out" }],
  ])("maps the outcome: %s", async (_what, checkoutOutcome, expected) => {
    expect(await queryWith({ checkoutOutcome })).toEqual(expected);
  });

  it.each<[string, object, object]>([
    ["no outcome", { checkoutOutcome: undefined }, PENDING],
    ["an outcome of null", { checkoutOutcome: null }, PENDING],
    ...expecting(UNAVAILABLE, {
      "an outcome of text": { checkoutOutcome: "paid" },
      "an odd status": { checkoutOutcome: outcome({}) },
      "lines of text": { checkoutRequestLines: "none" },
      "a price of another type": { checkoutRequestLines: [{ price: [2500] }] },
    }),
  ])("maps the answer with %s", async (_what, changes, expected) => {
    expect(await queryWith(changes)).toMatchObject(expected);
  });

  const unknownId = { id: "x", idType: "1", message: "none" };

  it.each<[string, Reply, object]>([
    ...expecting<Reply>(UNAVAILABLE, {
      "an empty object": http(200, {}),
      "another object": http(200, { healthy: true }),
      "a list": http(200, [checkout()]),
      nothing: http(200, ""),
      "a page": http(200, "<html>"),
      "a cut body": http(200, JSON.stringify(checkout()).slice(0, -2)),
      "no answer": "hang",
      "a cut connection": "reset",
      "too much": http(200, JSON.stringify(checkout()).padEnd(300_000)),
      "too deep": http(200, "[".repeat(200_000)),
      "401, twice": http(401),
      "403": http(403),
      "429": http(429),
      "500": http(500, checkout()),
      "a redirect": { status: 302, headers: { location: "/" } },
      "400": http(400, sampleText("almara-error.json")),
      "404 with somebody's page": http(404, "<html>"),
    }),
    ...expecting(NOT_FOUND, {
      "404": http(404, ""),
      "404 in ASP.NET's words": http(404, { title: "Not Found", status: 404 }),
      "404 as the client saw it": http(404, unknownId),
      "the same with 400": http(400, { Id: "x", IdType: 1, Message: "none" }),
      "the same with 200": http(200, unknownId),
    }),
    ["202 and open", http(202, checkout({ checkoutOutcome: null })), PENDING],
  ])("learns the right thing from %s", async (_what, reply, expected) => {
    expect(await query(reply)).toMatchObject(expected);
  });

  it.each([
    { originatorConversationId: "another" },
    { checkoutReference: "ORD-20260126-7848" },
  ])("believes nothing of an answer with another id: %j", async (changes) => {
    expect(await queryWith(changes)).toMatchObject(UNAVAILABLE);
    expect(world().log.codes()).toEqual(["upstream_mismatch"]);
  });

  it.each([
    { originatorConversationId: null, checkoutReference: "" },
    // An earlier attempt has the same reference.
    { originatorConversationId: null },
    { originatorConversationId: " " },
  ])("believes nothing of an answer with %j", async (changes) => {
    expect(await queryWith(changes)).toMatchObject(UNAVAILABLE);
  });

  it("logs an undocumented status the first and the tenth time", async () => {
    for (let i = 0; i < 12; i += 1)
      await queryWith({ checkoutOutcome: outcome(5) });
    await queryWith({ checkoutOutcome: outcome(4, "001") });
    await queryWith({ checkoutOutcome: outcome("+254712345678 token-1") });
    const code = "upstream_value_unknown";
    const kind = "checkout_status";
    expect(world().log.lines.map(({ fields }) => fields)).toMatchObject([
      { code, kind, value: "5", count: 1 },
      { code, kind, value: "5", count: 10 },
      { code, kind: "checkout_result_code", value: "001", count: 1 },
      { code, kind, value: "other", count: 1 },
    ]);
  });
});

describe("the amount of a paid checkout", () => {
  it.each<[string, object, object]>([
    ...expecting(PENDING, {
      "no lines, amount or reference": {},
      "an empty amount": { amount: "" },
      "a placeholder of an amount": { checkoutAmount: -1.0 },
    }),
    ["an amount", { amount: "2.5E+3" }, PAID],
    ["another amount", { checkoutAmount: 1 }, paid(100)],
  ])("without lines counts with %s", async (_what, changes, expected) => {
    const without = { checkoutRequestLines: undefined, ...changes };
    expect(await queryWith(without)).toEqual(expected);
    expect(world().unknown).toEqual(
      expected === PENDING ? ["almara checkout_amount"] : [],
    );
  });

  const withLines = (prices: string, currency: string): Reply => {
    const text = JSON.stringify(checkout({ checkoutRequestLines: "LINES" }));
    return {
      text: text
        .replace('"LINES"', prices)
        .replace('"404"', currency)
        .replace('"checkoutCurrencyName":"KES"', '"x":1'),
    };
  };
  const sums = (...prices: string[]) =>
    `[${prices.map((price) => `{"price":${price}}`).join(",")}]`;

  it.each<[string, string, string, object]>([
    ["one price", sums("2500"), "404", PAID],
    ["prices no float can add", sums("0.1", "0.2"), "404", paid(30)],
    ["a text", sums('"2500.00"'), "404", PAID],
    ["a currency by letters", sums("2500"), '"KES"', PAID],
    ["the order's where none is named", sums("2500"), "null", PAID],
    ["another currency", sums("2500"), "840", paid(250_000, "USD")],
    ["one without minor units", sums("2500"), '"800"', paid(2500, "UGX")],
    ["two digits of three", sums("25"), "8", NOT_OURS],
    ["a currency nobody knows", sums("2500"), "392", NOT_OURS],
    ["a price finer than a cent", sums("2499.999"), "404", NOT_OURS],
    ["too large to be exact", sums("90071992547409.93"), "404", NOT_OURS],
    ["a price of null", sums("2500", "null"), "404", NOT_OURS],
    ["a price of words", sums('"2,500"'), "404", NOT_OURS],
    ["a line without a price", '[{"sku":"a"}]', "404", PENDING],
    ["no lines", "null", "404", PENDING],
    ["an empty list", "[]", "404", PENDING],
    ["prices that are not filled in", sums('""', '"N/A"'), "404", PENDING],
    ["no lines, another currency", "null", "840", PENDING],
  ])("is read exactly: %s", async (_what, lines, currency, expected) => {
    expect(await query(withLines(lines, currency))).toEqual(expected);
  });

  it.each([
    ["404", "USD", NOT_OURS],
    ["404", "kes", PAID],
    ["404", "Kenyan Shilling", PAID],
    [null, "USD", paid(250_000, "USD")],
    [null, "Kenyan Shilling", NOT_OURS],
    ["KES", "KES", PAID],
    ["12345", "KES", NOT_OURS],
    ["0404", "KES", NOT_OURS],
    [" 404 ", "KES", PAID],
    [true, "KES", UNAVAILABLE],
  ])("weighs code %s and name %s", async (code, name, expected) => {
    const currency = { checkoutCurrencyCode: code, checkoutCurrencyName: name };
    expect(await queryWith(currency)).toMatchObject(expected);
  });
});
