import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytes, headersFor, makeKey, webhooks } from "./signed.ts";

const headers = fc.dictionary(
  fc.oneof(
    fc.constantFrom(
      ...["x-idaas-timestamp", "X-IDaaS-Signature", "__proto__"],
      ...["content-encryption", "content-encoding"],
    ),
    fc.string(),
  ),
  fc.oneof(
    fc.constantFrom("1700000000", `v0=${"0".repeat(64)}`, "JWE", undefined),
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.array(fc.string(), { maxLength: 3 }),
  ),
);

/** Bytes of any kind, and texts that come near to what is expected. */
const body = fc.oneof(
  fc.uint8Array({ maxLength: 500 }),
  fc.json({ maxDepth: 5 }).map(bytes),
  fc
    .array(fc.stringMatching(/^[\w-]{0,40}$/), { minLength: 4, maxLength: 6 })
    .map((parts) => bytes(parts.join("."))),
  fc
    .record({
      alg: fc.constantFrom("ECDH-ES+A256KW", "ECDH-ES", "dir", "none"),
      enc: fc.constantFrom("A256GCM", "A128GCM", "x"),
      epk: fc.oneof(
        fc.constantFrom(null, {}, { kty: "EC", crv: "P-256", x: "AA", y: "" }),
        fc.jsonValue(),
      ),
      zip: fc.constantFrom(undefined, "DEF"),
    })
    .map((header) => {
      const text = Buffer.from(JSON.stringify(header)).toString("base64url");
      return bytes(`${text}.AAAA.AAAA.AAAA.AAAA`);
    }),
);

describe("opening a webhook", () => {
  it("throws for no bytes and no headers, and believes none that are not signed", async () => {
    const { jwk } = await makeKey();
    const box = webhooks({ privateKeyJwk: jwk });
    await fc.assert(
      fc.asyncProperty(body, headers, async (given, named) => {
        expect((await box.open(given, named)).kind).toBe("refused");
      }),
      { numRuns: 1500 },
    );
  });

  it("throws for nothing that is signed", async () => {
    const { jwk } = await makeKey();
    const box = webhooks({ privateKeyJwk: jwk });
    await fc.assert(
      fc.asyncProperty(body, async (given) => {
        const opened = await box.open(given, headersFor(given));
        expect(opened.kind).toBe("ok");
        if (opened.kind === "ok" && opened.reference !== null)
          expect(opened.reference).toMatch(/^[\w.-]{1,128}$/);
      }),
      { numRuns: 1500 },
    );
  });

  it("refuses any change of a signed body", async () => {
    const signed = bytes('{"eventType":"TRANSACTION_INITIATED"}');
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: signed.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const changed = signed.map((byte, i) =>
            i === at ? byte ^ change : byte,
          );
          expect(await webhooks().open(changed, headersFor(signed))).toEqual({
            kind: "refused",
            reason: "signature_wrong",
          });
        },
      ),
    );
  });
});
