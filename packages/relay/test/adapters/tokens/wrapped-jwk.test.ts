import { describe, expect, it } from "vitest";
import {
  unwrapJwk,
  wrapJwk,
} from "../../../src/adapters/tokens/wrapped-jwk.ts";

const masterKey = new Uint8Array(32).fill(7);
const d = "c2VjcmV0LXNlY3JldC1zZWNyZXQ";
const jwk = { kty: "OKP", crv: "Ed25519", x: "eA", d } as const;

describe("wrapJwk", () => {
  it("hides the key and gives it back", () => {
    const wrapped = wrapJwk(masterKey, "kid-1", jwk);
    expect(wrapped).not.toContain(jwk.d);
    expect(Buffer.from(wrapped, "base64url").toString()).not.toContain("OKP");
    expect(unwrapJwk(masterKey, "kid-1", wrapped)).toEqual(jwk);
  });

  it("never wraps twice alike", () => {
    expect(wrapJwk(masterKey, "k", jwk)).not.toBe(wrapJwk(masterKey, "k", jwk));
  });
});

describe("unwrapJwk", () => {
  const wrapped = wrapJwk(masterKey, "kid-1", jwk);
  const [version, nonce = "", sealed = ""] = wrapped.split(".");
  const flipped = `${sealed.startsWith("A") ? "B" : "A"}${sealed.slice(1)}`;

  it.each([
    ["another master key", new Uint8Array(32).fill(8), "kid-1", wrapped],
    ["another kid", masterKey, "kid-2", wrapped],
    ["a changed byte", masterKey, "kid-1", `v1.${nonce}.${flipped}`],
    ["a cut end", masterKey, "kid-1", `v1.${nonce}.${sealed.slice(0, 40)}`],
    ["only a tag", masterKey, "kid-1", `v1.${nonce}.${"A".repeat(20)}`],
    ["a short nonce", masterKey, "kid-1", `v1.AAAA.${sealed}`],
    ["another version", masterKey, "kid-1", `v2.${nonce}.${sealed}`],
    ["no parts", masterKey, "kid-1", version ?? ""],
    ["nothing", masterKey, "kid-1", ""],
  ])("refuses %s", (_what, key, kid, text) => {
    expect(unwrapJwk(key, kid, text)).toBeUndefined();
  });
});
