import { generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import type { JWTPayload } from "jose";
import { describe, expect, it } from "vitest";
import {
  createCartTokens,
  signCart,
} from "../../../src/adapters/catalog/cart-tokens.ts";
import type { SignedCart } from "../../../src/adapters/catalog/signed-cart.ts";
import { ManualClock } from "../../support/manual-clock.ts";

const SECRET = "cart-secret-0123456789abcdef0123456789";
const NOW = 1_795_251_600;
const clock = new ManualClock("2026-11-21T09:00:00Z");
const PREVIOUS = "cart-secret-before-0123456789abcdef0123";
const tokens = createCartTokens({ secrets: [SECRET, PREVIOUS], clock });

const imageUrl = "https://shop.example/a.png";
const line = { sku: "A", name: "Shirt", quantity: 1, price: "1" };
const cart: SignedCart = {
  currency: "KES",
  lines: [
    { ...line, quantity: 2, price: "2500.00", imageUrl },
    { sku: "B", name: "Cap", quantity: 1, price: "10.5" },
  ],
  adjustments: [{ kind: "discount", label: "Club", amount: "0.50" }],
  reference: "CART-77",
};
const payload = { ...cart, aud: "malipo", exp: NOW + 600 };

function forge(
  claims: JWTPayload,
  header: object = {},
  secret = SECRET,
): Promise<string> {
  return new SignJWT(JSON.parse(JSON.stringify(claims)) as JWTPayload)
    .setProtectedHeader({ alg: "HS256", typ: "cart+jwt", ...header })
    .sign(new TextEncoder().encode(secret));
}
const readClaims = async (changes: object, header = {}, secret = SECRET) =>
  tokens.read(await forge({ ...payload, ...changes }, header, secret));
const codeOf = (result: Awaited<ReturnType<typeof tokens.read>>) =>
  result.ok ? "ok" : result.code;
const read = async (token: string) => codeOf(await tokens.read(token));

describe("createCartTokens", () => {
  it("reads a cart that the merchant's backend signed", async () => {
    const token = await signCart(SECRET, cart, NOW + 600);
    const kes = (value: number) => ({ value, currency: "KES" });
    expect(await tokens.read(token)).toEqual({
      ok: true,
      value: {
        reference: "CART-77",
        adjustments: [{ kind: "discount", label: "Club", amount: kes(50) }],
        lines: [
          {
            ...{ sku: "A", name: "Shirt", quantity: 2, imageUrl },
            ...{ unitAmount: kes(250_000), amount: kes(500_000) },
          },
          {
            ...{ sku: "B", name: "Cap", quantity: 1 },
            ...{ unitAmount: kes(1_050), amount: kes(1_050) },
          },
        ],
      },
    });
  });

  it.each<[string, string, object]>([
    ["ok", PREVIOUS, {}],
    ["cart_token_invalid", PREVIOUS, { exp: NOW - 60 }],
    ["cart_token_invalid", `${PREVIOUS}x`, {}],
  ])("answers %s to a token signed with %s", async (code, secret, changes) => {
    expect(codeOf(await readClaims(changes, {}, secret))).toBe(code);
  });

  it("says of a token of the previous secret what is wrong with it", async () => {
    const over = { exp: NOW - 60 };
    expect(await readClaims(over, {}, PREVIOUS)).toMatchObject({
      detail: "The cart token can't be used: it has expired.",
    });
  });

  it.each([
    ["A", "A"],
    ["\u00c5", "A\u030a"],
  ])("makes one line of the same sku: %j, %j", async (sku, again) => {
    const lines = [
      { ...line, sku },
      { ...line, sku: again, quantity: 3 },
    ];
    const result = await readClaims({ lines });
    expect(result.ok && result.value.lines).toMatchObject([
      { sku, quantity: 4, amount: { value: 400 } },
    ]);
  });

  it("takes a fraction of a second in a time, and the other registered claims", async () => {
    const times = { exp: NOW + 60.5, iat: NOW + 0.25 };
    const result = await readClaims({ ...times, iss: "a", jti: "1", sub: "x" });
    expect(result.ok).toBe(true);
  });

  const oneLine = (changes: object) => ({ lines: [{ ...line, ...changes }] });
  const tooMany = Array.from({ length: 101 }, (_, i) => ({
    ...line,
    sku: `S${i}`,
  }));

  it.each<[string, object]>([
    ["it has expired", { exp: NOW - 6 }],
    ['"exp" is missing', { exp: undefined }],
    ["within 24 hours", { exp: NOW + 86_406 }],
    ['"aud"', { aud: "other" }],
    ['"aud" is missing', { aud: undefined }],
    ['"nbf"', { nbf: NOW + 60 }],
    ["lines", { lines: [] }],
    ["lines", { lines: tooMany }],
    ["lines.0.price", oneLine({ price: 1 })],
    ["lines.0", oneLine({ price: "0.001" })],
    ["lines.0.quantity", oneLine({ quantity: 0.5 })],
    ["discount", oneLine({ discount: 1 })],
    ["lines.1", { lines: [line, { ...line, price: "2" }] }],
    ["exceeds the maximum", { lines: [{ ...line, quantity: 9999 }, line] }],
    ["total", { total: 5 }],
    ["reference", { reference: "a b" }],
    ["imageUrl", oneLine({ imageUrl: "http://shop.example/a" })],
  ])("says %s of %j", async (detail, changes) => {
    const result = await readClaims(changes);
    expect(result).toMatchObject({ code: "cart_token_invalid" });
    expect(!result.ok && result.detail).toContain(detail);
  });

  it("refuses a currency that it can't count in", async () => {
    const result = await readClaims({ currency: "XXX" });
    expect(codeOf(result)).toBe("currency_unsupported");
  });

  it("refuses other secrets, algorithms and types", async () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const signed = await new SignJWT(payload)
      .setProtectedHeader({ alg: "EdDSA", typ: "cart+jwt" })
      .sign(privateKey);
    const [, body = ""] = (await forge(payload)).split(".");
    const none = `${Buffer.from('{"alg":"none","typ":"cart+jwt"}').toString("base64url")}.${body}.`;
    for (const token of [
      await forge(payload, {}, `${SECRET}x`),
      await forge(payload, { typ: "JWT" }),
      await forge(payload, { typ: "checkout+jwt" }),
      await forge(payload, { alg: "HS512" }, SECRET.padEnd(64, "x")),
      ...[signed, none, "", "a.b.c", "x".repeat(16_384)],
    ])
      expect(await read(token), token.slice(0, 40)).toBe("cart_token_invalid");
  });

  it("does not repeat the token in the refusal", async () => {
    const token = await forge(payload, {}, `${SECRET}x`);
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
