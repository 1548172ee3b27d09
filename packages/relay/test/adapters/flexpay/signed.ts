/** Webhooks as the provider signs and encrypts them. */
import { createHash, createHmac } from "node:crypto";
import { CompactEncrypt, exportJWK, generateKeyPair } from "jose";
import type { CryptoKey, JWK } from "jose";
import { createFlexpayWebhooks } from "../../../src/adapters/flexpay/index.ts";
import type { FlexpayWebhookOptions } from "../../../src/adapters/flexpay/index.ts";
import { ManualClock } from "../../support/manual-clock.ts";

export const SECRET = "whsec_test";
/** The moment of the vector. */
export const SENT_AT = "1700000000";
export const BODY = '{"eventType":"TRANSACTION_INITIATED"}';

export const bytes = (text: string): Uint8Array =>
  new TextEncoder().encode(text);
export const sha256 = (text: string): string =>
  createHash("sha256").update(text).digest("hex");

export function sign(
  body: string | Uint8Array,
  timestamp = SENT_AT,
  key = SECRET,
): string {
  const mac = createHmac("sha256", key).update(`v0:${timestamp}:`);
  return `v0=${mac.update(body).digest("hex")}`;
}

export const headersFor = (
  body: string | Uint8Array,
  timestamp = SENT_AT,
  key = SECRET,
): Record<string, string> => ({
  "x-idaas-timestamp": timestamp,
  "x-idaas-signature": sign(body, timestamp, key),
});

export const webhooks = (changes: Partial<FlexpayWebhookOptions> = {}) =>
  createFlexpayWebhooks({
    secrets: [SECRET],
    keyDerivation: "raw",
    privateKeyJwk: null,
    clock: new ManualClock("2023-11-14T22:13:20Z"),
    ...changes,
  });

export const makeKey = async (
  crv = "P-256",
): Promise<{ readonly publicKey: CryptoKey; readonly jwk: JWK }> => {
  const { publicKey, privateKey } = await generateKeyPair("ECDH-ES+A256KW", {
    crv,
    extractable: true,
  });
  return { publicKey, jwk: await exportJWK(privateKey) };
};

export const encrypt = (
  text: string,
  publicKey: CryptoKey,
  header: { readonly alg?: string; readonly enc?: string } = {},
): Promise<string> =>
  new CompactEncrypt(bytes(text))
    .setProtectedHeader({ alg: "ECDH-ES+A256KW", enc: "A256GCM", ...header })
    .encrypt(publicKey);

export const OK = {
  kind: "ok",
  eventType: "TRANSACTION_INITIATED",
  reference: null,
  unreadable: false,
};
export const UNREADABLE = { ...OK, eventType: null, unreadable: true };
export const refused = (reason: string) => ({ kind: "refused", reason });
