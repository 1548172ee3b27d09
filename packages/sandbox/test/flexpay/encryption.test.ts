import { createPublicKey } from "node:crypto";
import { CompactEncrypt } from "jose";
import { describe, expect, it } from "vitest";
import { anyString } from "../support/matching.ts";
import { startFlexpay, toMembers } from "./harness.ts";

const JWE = { "content-type": "text/plain", "content-encryption": "JWE" };

describe("encrypted requests", () => {
  it("are opened with the key that everybody may fetch", async () => {
    const { anyone, payer } = await startFlexpay();
    const { data } = await anyone("GET", "/keys/idaas");
    expect(data).toEqual({
      jwk: {
        kty: "EC",
        crv: "P-256",
        x: anyString,
        y: anyString,
        use: "enc",
        alg: "ECDH-ES+A256KW",
      },
      publicKeyBase64: anyString,
    });
    const jwk = createPublicKey({
      key: toMembers(data["jwk"]),
      format: "jwk",
    });
    const spki = Buffer.from(String(data["publicKeyBase64"]), "base64");
    expect(
      createPublicKey({ key: spki, format: "der", type: "spki" }).equals(jwk),
    ).toBe(true);

    const order = { senderTag: "@ada", receiverTag: "@duka", amount: 12.5 };
    const body = await new CompactEncrypt(Buffer.from(JSON.stringify(order)))
      .setProtectedHeader({ alg: "ECDH-ES+A256KW", enc: "A256GCM" })
      .encrypt(jwk);
    const reply = await payer("POST", "/transactions", body, JWE);
    expect([reply.status, reply.data["amount"]]).toEqual([201, 12.5]);
  });

  it.each(["abc", "a.b.c.d.e", "{}"])("cannot be %j", async (body) => {
    const { payer } = await startFlexpay();
    const reply = await payer("POST", "/transactions", body, JWE);
    expect([reply.status, reply.json["errors"]]).toEqual([
      400,
      ["The body cannot be decrypted."],
    ]);
  });
});
