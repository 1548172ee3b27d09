/** Private keys as stored: encrypted with AES-256-GCM and a key derived from the master key, bound to their `kid`. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { z } from "zod";
import { deriveKey } from "../secrets/derive-key.ts";

const CIPHER = "aes-256-gcm";
const VERSION = "v1";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** RFC 8037: an Ed25519 key pair as a JWK. */
const privateJwkSchema = z.strictObject({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: z.string(),
  d: z.string(),
});
export type PrivateJwk = z.infer<typeof privateJwkSchema>;

export const parsePrivateJwk = (value: unknown): PrivateJwk =>
  privateJwkSchema.parse(value);

/** `v1.<nonce>.<ciphertext and tag>`, base64url. */
export function wrapJwk(
  masterKey: Uint8Array,
  kid: string,
  jwk: PrivateJwk,
): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(
    CIPHER,
    deriveKey(masterKey, "signing-key-wrap"),
    nonce,
  ).setAAD(Buffer.from(kid, "utf8"));
  const sealed = Buffer.concat([
    cipher.update(JSON.stringify(jwk), "utf8"),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return `${VERSION}.${nonce.toString("base64url")}.${sealed.toString("base64url")}`;
}

/** Undefined if it was wrapped with another master key or for another `kid`, or was changed. */
export function unwrapJwk(
  masterKey: Uint8Array,
  kid: string,
  wrapped: string,
): PrivateJwk | undefined {
  const [version, nonceText, sealedText] = wrapped.split(".");
  if (
    version !== VERSION ||
    nonceText === undefined ||
    sealedText === undefined
  )
    return undefined;
  const nonce = Buffer.from(nonceText, "base64url");
  const sealed = Buffer.from(sealedText, "base64url");
  if (nonce.length !== NONCE_BYTES || sealed.length <= TAG_BYTES)
    return undefined;
  const decipher = createDecipheriv(
    CIPHER,
    deriveKey(masterKey, "signing-key-wrap"),
    nonce,
    { authTagLength: TAG_BYTES },
  )
    .setAAD(Buffer.from(kid, "utf8"))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  const opened = decipher.update(sealed.subarray(0, -TAG_BYTES));
  try {
    // GCM checks the tag here, before anything of `opened` is used: a wrong key or a changed byte throws.
    decipher.final();
  } catch {
    return undefined;
  }
  return parsePrivateJwk(JSON.parse(opened.toString("utf8")));
}
