/** Texts as stored: encrypted with AES-256-GCM and a key derived from the master key, bound to the name of their owner. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { deriveKey } from "./derive-key.ts";
import type { KeyUse } from "./derive-key.ts";

const CIPHER = "aes-256-gcm";
const VERSION = "v1";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface SealUnder {
  readonly masterKey: Uint8Array;
  readonly use: KeyUse;
  readonly name: string;
}

/** `v1.<nonce>.<ciphertext and tag>`, base64url. */
export function sealText(
  { masterKey, use, name }: SealUnder,
  text: string,
): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(
    CIPHER,
    deriveKey(masterKey, use),
    nonce,
  ).setAAD(Buffer.from(name, "utf8"));
  const sealed = Buffer.concat([
    cipher.update(text, "utf8"),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return `${VERSION}.${nonce.toString("base64url")}.${sealed.toString("base64url")}`;
}

/** Undefined if it was sealed with another master key or for another name, or was changed. */
export function openText(
  { masterKey, use, name }: SealUnder,
  text: string,
): string | undefined {
  const [version, nonceText, sealedText] = text.split(".");
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
  const decipher = createDecipheriv(CIPHER, deriveKey(masterKey, use), nonce, {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(name, "utf8"))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  const opened = decipher.update(sealed.subarray(0, -TAG_BYTES));
  try {
    // GCM checks the tag here, before anything of `opened` is used: a wrong key or a changed byte throws.
    decipher.final();
  } catch {
    return undefined;
  }
  return opened.toString("utf8");
}
