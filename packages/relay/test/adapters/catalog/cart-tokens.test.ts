import { createHmac, generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import type { JWTPayload } from "jose";
import { describe, expect, it } from "vitest";
import {
  createCartTokens,
  signCart,
} from "../../../src/adapters/catalog/cart-tokens.ts";
import { ManualClock } from "../../support/manual-clock.ts";

const SECRET = "cart-secret-0123456789abcdef0123456789";
const NOW = 1_795_251_600;
const clock = new ManualClock("2026-11-21T09:00:00Z");
const PREVIOUS = "cart-secret-before-0123456789abcdef0123";
const tokens = createCartTokens({ secrets: [SECRET, PREVIOUS], clock });

const cart = {
  currency: "KES",
  lines: [
    {
      sku: "A",
      name: "Shirt",
      quantity: 2,
      price: "2500.00",
      imageUrl: "https://shop.example/a.png",
    },
    { sku: "B", name: "Cap", quantity: 1, price: "10.5" },
  ],
  reference: "CART-77",
};
const payload = { ...cart, aud: "malipo", exp: NOW + 600 };
const line = { sku: "A", name: "Shirt", quantity: 1, price: "1" };

function forge(
  claims: JWTPayload,
  header: object = {},
  secret = SECRET,
): Promise<string> {
  return new SignJWT(JSON.parse(JSON.stringify(claims)) as JWTPayload)
    .setProtectedHeader({ alg: "HS256", typ: "cart+jwt", ...header })
    .sign(new TextEncoder().encode(secret));
}
const read = async (token: string) => {
  const result = await tokens.read(token);
  return result.ok ? "ok" : result.code;
};

describe("createCartTokens", () => {
  it("reads a cart that the merchant's backend signed", async () => {
    const token = await signCart(SECRET, cart, NOW + 600);
    expect(await tokens.read(token)).toEqual({
      ok: true,
      value: {
        reference: "CART-77",
        lines: [
          {
            sku: "A",
            name: "Shirt",
            quantity: 2,
            unitAmount: { value: 250_000, currency: "KES" },
            amount: { value: 500_000, currency: "KES" },
            imageUrl: "https://shop.example/a.png",
          },
          {
            sku: "B",
            name: "Cap",
            quantity: 1,
            unitAmount: { value: 1_050, currency: "KES" },
            amount: { value: 1_050, currency: "KES" },
          },
        ],
      },
    });
  });

  it.each<[string, string, JWTPayload]>([
    ["ok", PREVIOUS, {}],
    ["cart_token_invalid", PREVIOUS, { exp: NOW - 60 }],
    ["cart_token_invalid", `${PREVIOUS}x`, {}],
  ])(
    "answers %s to a token signed with %s",
    async (answer, secret, changes) => {
      expect(
        await read(await forge({ ...payload, ...changes }, {}, secret)),
      ).toBe(answer);
    },
  );

  it("says of a token of the previous secret what is wrong with it", async () => {
    const token = await forge({ ...payload, exp: NOW - 60 }, {}, PREVIOUS);
    expect(await tokens.read(token)).toMatchObject({
      detail: "The cart token can't be used: it has expired.",
    });
  });

  it("reads a token made without any library of ours", async () => {
    const part = (value: unknown) =>
      Buffer.from(JSON.stringify(value)).toString("base64url");
    const text = `${part({ alg: "HS256", typ: "cart+jwt" })}.${part(payload)}`;
    const mac = createHmac("sha256", SECRET).update(text).digest("base64url");
    expect(await read(`${text}.${mac}`)).toBe("ok");
  });

  it.each([
    ["A", "A"],
    ["\u00c5", "A\u030a"],
  ])(
    "makes one line of a sku that stands twice with one price: %j, %j",
    async (sku, again) => {
      const result = await tokens.read(
        await forge({
          ...payload,
          lines: [
            { ...line, sku },
            { ...line, sku: again, quantity: 3 },
          ],
        }),
      );
      expect(result.ok && result.value.lines).toMatchObject([
        { sku, quantity: 4, amount: { value: 400 } },
      ]);
    },
  );

  it("takes a fraction of a second in a time, and the other registered claims", async () => {
    expect(
      await read(
        await forge({
          ...payload,
          exp: NOW + 60.5,
          iat: NOW + 0.25,
          iss: "shop",
          jti: "1",
          sub: "x",
        }),
      ),
    ).toBe("ok");
  });

  it.each([
    ["it has expired", { exp: NOW - 6 }, "it has expired"],
    ["it has no end", { exp: undefined }, '"exp" is missing'],
    ["it lives longer than a day", { exp: NOW + 86_406 }, "within 24 hours"],
    ["it is not for us", { aud: "other" }, '"aud"'],
    ["it is for nobody", { aud: undefined }, '"aud" is missing'],
    ["it begins later", { nbf: NOW + 60 }, '"nbf"'],
    ["it has no lines", { lines: [] }, "lines"],
    [
      "it has too many lines",
      {
        lines: Array.from({ length: 101 }, (_, i) => ({
          ...line,
          sku: `S${i}`,
        })),
      },
      "lines",
    ],
    [
      "a price is a number",
      { lines: [{ ...line, price: 1 }] },
      "lines.0.price",
    ],
    [
      "a price is no decimal",
      { lines: [{ ...line, price: "1e3" }] },
      "lines.0",
    ],
    [
      "a price is finer than a cent",
      { lines: [{ ...line, price: "0.001" }] },
      "lines.0",
    ],
    [
      "a quantity is a fraction",
      { lines: [{ ...line, quantity: 0.5 }] },
      "lines.0.quantity",
    ],
    [
      "a line has an unknown field",
      { lines: [{ ...line, discount: 1 }] },
      "discount",
    ],
    [
      "one sku has two prices",
      { lines: [line, { ...line, price: "2" }] },
      "lines.1",
    ],
    [
      "it holds too much of one product",
      { lines: [{ ...line, quantity: 9999 }, line] },
      "exceeds the maximum",
    ],
    ["it has an unknown claim", { total: 5 }, "total"],
    ["its reference is no reference", { reference: "a b" }, "reference"],
    [
      "a picture is not https",
      { lines: [{ ...line, imageUrl: "http://shop.example/a" }] },
      "imageUrl",
    ],
  ])("refuses it when %s, and says so", async (_what, changes, detail) => {
    const result = await tokens.read(
      await forge({ ...payload, ...changes } as JWTPayload),
    );
    expect(result).toMatchObject({ code: "cart_token_invalid" });
    expect(!result.ok && result.detail).toContain(detail);
  });

  it("refuses a currency that it can't count in", async () => {
    expect(await read(await forge({ ...payload, currency: "XXX" }))).toBe(
      "currency_unsupported",
    );
  });

  it("refuses other secrets, algorithms and types", async () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const signed = await new SignJWT(payload)
      .setProtectedHeader({ alg: "EdDSA", typ: "cart+jwt" })
      .sign(privateKey);
    const longer = await new SignJWT(payload)
      .setProtectedHeader({ alg: "HS512", typ: "cart+jwt" })
      .sign(new TextEncoder().encode(SECRET.padEnd(64, "x")));
    const [, body = ""] = (await forge(payload)).split(".");
    const none = `${Buffer.from('{"alg":"none","typ":"cart+jwt"}').toString("base64url")}.${body}.`;
    for (const token of [
      await forge(payload, {}, `${SECRET}x`),
      await forge(payload, { typ: "JWT" }),
      await forge(payload, { typ: "checkout+jwt" }),
      signed,
      longer,
      none,
      "",
      "a.b.c",
      "x".repeat(16_384),
    ])
      expect(await read(token), token.slice(0, 40)).toBe("cart_token_invalid");
  });

  it("does not repeat the token in the refusal", async () => {
    const token = await forge(
      payload,
      {},
      "another-secret-0123456789abcdef0123456789",
    );
    const result = await tokens.read(token);
    expect(JSON.stringify(result)).not.toContain(token.split(".")[1]);
    expect(!result.ok && result.detail).toContain("MALIPO_CART_SECRET");
  });
});

describe("signCart", () => {
  it("throws for a cart that the relay would refuse", async () => {
    await expect(async () =>
      signCart(SECRET, { ...cart, lines: [] }, NOW + 1),
    ).rejects.toThrow();
  });
});
