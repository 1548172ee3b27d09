/** Keys for separate uses out of the one master key (HKDF, RFC 5869): knowing one tells nothing about another. */
import { hkdfSync } from "node:crypto";

const KEY_BYTES = 32;

/** What each derived key is for. A new use gets a new label, never an old one. */
export type KeyUse =
  | "resume-secret"
  | "callback-mac"
  | "return-mac"
  | "receipt-mac"
  | "digest"
  | "signing-key-wrap"
  | "webhook-secret-wrap";

/** 32 bytes, the same for the same master key and use. */
export function deriveKey(masterKey: Uint8Array, use: KeyUse): Uint8Array {
  const info = `malipo/${use}/v1`;
  return new Uint8Array(
    hkdfSync("sha256", masterKey, new Uint8Array(0), info, KEY_BYTES),
  );
}
