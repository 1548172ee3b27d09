import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { QueryResult } from "../../../src/ports/provider.ts";
import { checkout, paid } from "./checkout-body.ts";
import { CARD_PLAN, REFERENCE, ROUTES, eachInItsOwnWorld } from "./harness.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();
const unavailable = { kind: "unavailable" };
const NOT_OURS = paid(0, "XXX");
const PENDING = { kind: "pending" };

function query(reply: Reply): Promise<QueryResult> {
  const { server, provider } = world();
  server.on(ROUTES.checkoutStatus, reply);
  return provider.query(CARD_PLAN, REFERENCE);
}

describe("the amount of a paid checkout", () => {
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
    ["one price", sums("2500"), "404", paid(250_000)],
    ["a fraction", sums("2500.0"), '"404"', paid(250_000)],
    ["prices no float can add", sums("0.1", "0.2"), "404", paid(30)],
    ["a text", sums('"2500.00"'), "404", paid(250_000)],
    ["a currency by letters", sums("2500"), '"KES"', paid(250_000)],
    ["the order's where none is named", sums("2500"), "null", paid(250_000)],
    ["another currency", sums("2500"), "840", paid(250_000, "USD")],
    ["one without minor units", sums("2500"), '"800"', paid(2500, "UGX")],
    ["two digits of three", sums("25"), "8", NOT_OURS],
    ["a currency nobody knows", sums("2500"), "392", NOT_OURS],
    ["an exponent too small", sums("2.5e-3"), "404", NOT_OURS],
    ["a price finer than a cent", sums("2499.999"), "404", NOT_OURS],
    ["a negative price", sums("2600", "-100"), "404", NOT_OURS],
    [
      "a price too large to be exact",
      sums("90071992547409.93"),
      "404",
      NOT_OURS,
    ],
    ["a price of null", sums("2500", "null"), "404", NOT_OURS],
    ["a price of words", sums('"2,500"'), "404", NOT_OURS],
    ["a line without a price", '[{"sku":"a"}]', "404", PENDING],
    ["no lines", "null", "404", PENDING],
    ["an empty list", "[]", "404", PENDING],
    [
      "prices that nothing was filled into",
      sums('""', '"N/A"'),
      "404",
      PENDING,
    ],
    ["no lines, another currency", "null", "840", PENDING],
  ])("is read exactly: %s", async (_what, lines, currency, expected) => {
    expect(await query(withLines(lines, currency))).toEqual(expected);
  });

  it.each([
    ["404", "USD", NOT_OURS],
    ["404", "kes", paid(250_000)],
    ["404", "Kenyan Shilling", paid(250_000)],
    [null, "USD", paid(250_000, "USD")],
    [null, "Kenyan Shilling", NOT_OURS],
    ["KES", "KES", paid(250_000)],
    ["12345", "KES", NOT_OURS],
    ["0404", "KES", NOT_OURS],
    [" 404 ", "KES", paid(250_000)],
    [true, "KES", unavailable],
  ])("weighs code %s and name %s", async (code, name, expected) => {
    const json = checkout({
      checkoutCurrencyCode: code,
      checkoutCurrencyName: name,
    });
    expect(await query({ json })).toMatchObject(expected);
  });

  it("is the exact sum of any prices", async () => {
    const cents = fc.integer({ min: 0, max: 10 ** 12 });
    const decimal = (value: number): string =>
      `${Math.floor(value / 100)}.${String(value % 100).padStart(2, "0")}`;
    await fc.assert(
      fc.asyncProperty(
        fc.array(cents, { minLength: 1, maxLength: 20 }),
        async (values) => {
          const total = values.reduce((sum, value) => sum + value, 0);
          const reply = withLines(sums(...values.map(decimal)), "404");
          expect(await query(reply)).toEqual(paid(total));
        },
      ),
      { numRuns: 30 },
    );
  });
});
