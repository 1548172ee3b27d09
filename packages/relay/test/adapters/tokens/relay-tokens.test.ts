import { generateKeyPairSync, createHmac } from "node:crypto";
import { SignJWT, createLocalJWKSet, importJWK, jwtVerify } from "jose";
import type { JSONWebKeySet, JWTPayload } from "jose";
import { beforeEach, describe, expect, it } from "vitest";
import { unwrapJwk } from "../../../src/adapters/tokens/wrapped-jwk.ts";
import { createRelayTokens } from "../../../src/adapters/tokens/relay-tokens.ts";
import type {
  RelayTokenClaims,
  RelayTokens,
} from "../../../src/ports/tokens.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { MemoryKeys } from "../../support/memory-keys.ts";
import { MemoryLog } from "../../support/memory-log.ts";

const masterKey = new Uint8Array(32).fill(7);
const issuer = "https://pay.shop.example";
const NOW = 1_795_251_600;

const claims: RelayTokenClaims = {
  sub: "ord_AAAAAAAAAAAAAAAAAAAAAA",
  origin: "https://shop.example",
  ep: 1,
  jti: "jti_1",
  iat: NOW,
  exp: NOW + 600,
};

let store: MemoryKeys;
let clock: ManualClock;
let tokens: RelayTokens;

const options = () => ({
  store,
  masterKey,
  clock,
  log: new MemoryLog(),
  issuer,
});

beforeEach(async () => {
  store = new MemoryKeys();
  clock = new ManualClock("2026-11-21T09:00:00Z");
  tokens = await createRelayTokens(options());
});

const encode = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString("base64url");
const decode = (part: string | undefined): unknown =>
  JSON.parse(Buffer.from(part ?? "", "base64url").toString());

/** Signs anything with the relay's own key: what only somebody with that key could do. */
async function forge(
  payload: JWTPayload,
  header: Record<string, unknown> = {},
): Promise<string> {
  const [record] = store.records;
  const jwk = record && unwrapJwk(masterKey, record.kid, record.wrapped);
  if (record === undefined || jwk === undefined) throw new Error("no key");
  return new SignJWT(payload)
    .setProtectedHeader({
      alg: "Ed25519",
      typ: "checkout+jwt",
      kid: record.kid,
      ...header,
    })
    .sign(await importJWK(jwk, "Ed25519"));
}

const payload = { ...claims, iss: issuer, aud: "malipo-widget", nbf: NOW };
const INVALID = { kind: "invalid" };
const VALID = { kind: "valid", claims };
const verified = async (given: RelayTokenClaims) =>
  tokens.verify(await tokens.sign(given));
/** As the relay writes it, but for the changes. */
const headerWith = (changes: object): string =>
  encode({
    alg: "Ed25519",
    typ: "checkout+jwt",
    kid: store.records[0]?.kid,
    ...changes,
  });
const parts = async (): Promise<string[]> =>
  (await tokens.sign(claims)).split(".");

describe("sign", () => {
  it("makes the token that the contract describes", async () => {
    const token = await tokens.sign(claims);
    const [header, body] = token.split(".");
    expect(decode(header)).toEqual({
      alg: "Ed25519",
      typ: "checkout+jwt",
      kid: store.records[0]?.kid,
    });
    expect(decode(body)).toEqual(payload);
  });

  it("gives the same token for the same claims, also after a restart", async () => {
    const again = await createRelayTokens(options());
    expect(await again.sign(claims)).toBe(await tokens.sign(claims));
  });

  it("refuses claims that live too long or not at all", async () => {
    for (const exp of [NOW + 601, NOW, NOW - 1])
      await expect(tokens.sign({ ...claims, exp })).rejects.toThrow(RangeError);
  });

  it("can be checked by anyone with the published keys", async () => {
    const keys = (await tokens.publicKeys()) as unknown as JSONWebKeySet;
    const { payload: read } = await jwtVerify(
      await tokens.sign(claims),
      createLocalJWKSet(keys),
      { currentDate: new Date(clock.now()), issuer, audience: "malipo-widget" },
    );
    expect(read.sub).toBe(claims.sub);
  });
});

describe("verify", () => {
  it("gives the claims back", async () => {
    expect(await verified(claims)).toMatchObject(VALID);
    const noPage = { ...claims, origin: null };
    expect(await verified(noPage)).toMatchObject({
      kind: "valid",
      claims: noPage,
    });
  });

  it("takes five seconds of difference between clocks, and no more", async () => {
    const token = await tokens.sign(claims);
    clock.advance(604);
    expect(await tokens.verify(token)).toMatchObject(VALID);
    clock.advance(1);
    expect(await tokens.verify(token)).toEqual({ kind: "expired" });
  });

  it("refuses a token that it has accepted before when its key is refused", async () => {
    const token = await tokens.sign(claims);
    expect(await tokens.verify(token)).toMatchObject({ kind: "valid" });
    const [key] = store.records;
    if (key === undefined) throw new Error("no key");
    store.records[0] = {
      ...key,
      retiredAt: clock.now(),
      refusedAt: clock.now(),
    };
    clock.advance(31);
    expect(await tokens.verify(token)).toEqual({ kind: "invalid" });
  });

  it("refuses a token of the future", async () => {
    const ahead = { ...claims, iat: NOW + 6, exp: NOW + 60 };
    expect(await verified(ahead)).toEqual(INVALID);
  });

  it("takes the token of another process that made its own key at the same time", async () => {
    const other = await createRelayTokens({ ...options(), store });
    expect(await other.verify(await tokens.sign(claims))).toMatchObject(VALID);
  });

  it("says that it can't tell when the store is down and the key unknown", async () => {
    const token = await forge(payload, { kid: "another" });
    store.beforeRead = () => {
      throw new Error("the store is down");
    };
    await expect(tokens.verify(token)).rejects.toThrow("the store is down");
  });
});

describe("attacks", () => {
  it.each([
    ...["", ".", "..", "a.b.c", "null", "\u0000", "ä.ö.ü"],
    ...["eyJhbGciOiJub25lIn0..", `${"A".repeat(5000)}.A.A`],
  ])("refuses what is no token: %j", async (text) => {
    expect(await tokens.verify(text)).toEqual(INVALID);
  });

  it("refuses a right token that was padded beyond 4 KB", async () => {
    const token = await forge({ ...payload, padding: "x".repeat(4096) });
    expect(await tokens.verify(token)).toEqual(INVALID);
  });

  it("refuses changed claims, a changed header and a foreign signature", async () => {
    const [header = "", body = "", mac = ""] = await parts();
    const other = encode({ ...payload, sub: "ord_BBBBBBBBBBBBBBBBBBBBBB" });
    const elsewhere = { ...options(), store: new MemoryKeys() };
    const stranger = await createRelayTokens(elsewhere);
    const foreign = (await stranger.sign(claims)).split(".")[2] ?? "";
    for (const token of [
      `${header}.${other}.${mac}`,
      `${headerWith({ kid: "x" })}.${body}.${mac}`,
      `${headerWith({ crit: ["x"], x: 1 })}.${body}.${mac}`,
      `${header}.${body}.${foreign}`,
      `${header}.${body}.`,
      `${header}.${body}`,
      `${header}.${body}.${mac}.${mac}`,
      ` ${header}.${body}.${mac}`,
    ])
      expect(await tokens.verify(token), token).toEqual(INVALID);
  });

  it.each(["none", "None", "NONE", ""])("refuses alg %j", async (alg) => {
    const [, body = ""] = await parts();
    for (const mac of ["", "AAAA"])
      expect(
        await tokens.verify(`${headerWith({ alg })}.${body}.${mac}`),
      ).toEqual(INVALID);
  });

  it("refuses an HMAC keyed with the public key", async () => {
    const [, body = ""] = await parts();
    const [jwk] = (await tokens.publicKeys()).keys;
    const signed = `${headerWith({ alg: "HS256" })}.${body}`;
    for (const key of [JSON.stringify(jwk), String(jwk?.["x"]), ""]) {
      const mac = createHmac("sha256", key).update(signed).digest("base64url");
      expect(await tokens.verify(`${signed}.${mac}`)).toEqual(INVALID);
    }
  });

  it("refuses a key that the token brings along", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const jwk = publicKey.export({ format: "jwk" });
    const token = await new SignJWT(payload)
      .setProtectedHeader({
        alg: "Ed25519",
        typ: "checkout+jwt",
        kid: store.records[0]?.kid ?? "",
        jwk: { kty: jwk.kty ?? "", crv: jwk.crv ?? "", x: jwk.x ?? "" },
      })
      .sign(privateKey);
    expect(await tokens.verify(token)).toEqual(INVALID);
  });

  it.each([
    ["another typ", { typ: "JWT" }],
    ["a typ in capitals", { typ: "CHECKOUT+JWT" }],
    ["no typ", { typ: undefined }],
    ["the older name of the algorithm", { alg: "EdDSA" }],
    ["an unencoded payload", { b64: false, crit: ["b64"] }],
    ["an address of keys", { jku: "https://evil.example/jwks" }],
    ["a kid of another kind", { kid: undefined }],
  ])("refuses %s, although our own key signed it", async (_what, header) => {
    const given = { ...header } as Record<string, unknown>;
    const token = await forge(payload, given).catch(() => undefined);
    // jose itself refuses to write some of them; then the signature can't be right either.
    const byHand = `${headerWith(given)}.${encode(payload)}.AAAA`;
    expect(await tokens.verify(token ?? byHand)).toEqual(INVALID);
  });

  it.each([
    ["another issuer", { iss: "https://pay.evil.example" }],
    ["another audience", { aud: "malipo-backend" }],
    ["no order", { sub: undefined }],
    ["an order of another type", { sub: 7 }],
    ["no epoch", { ep: undefined }],
    ["an epoch that is text", { ep: "1" }],
    ["no origin at all", { origin: undefined }],
    ["no jti", { jti: undefined }],
    ["no end", { exp: undefined }],
    ["an end as text", { exp: String(NOW + 600) }],
    ["no beginning", { nbf: undefined }],
    ["a life of an hour", { exp: NOW + 3600 }],
    ["an end before its beginning", { iat: NOW + 5, nbf: NOW, exp: NOW + 4 }],
  ])("refuses %s, although our own key signed it", async (_what, changes) => {
    const text = JSON.stringify({ ...payload, ...changes });
    const changed = JSON.parse(text) as JWTPayload;
    expect(await tokens.verify(await forge(changed))).toEqual(INVALID);
  });

  it("says expired only of its own tokens", async () => {
    const over = { ...claims, iat: NOW - 700, exp: NOW - 100 };
    expect(await verified(over)).toEqual({ kind: "expired" });
    const [header = "", body = ""] = (await tokens.sign(over)).split(".");
    expect(await tokens.verify(`${header}.${body}.AAAA`)).toEqual(INVALID);
    const foreign = { ...payload, ...over, nbf: NOW - 700, iss: "x" };
    expect(await tokens.verify(await forge(foreign))).toEqual(INVALID);
  });
});
