/** Decrypts bodies: compact JWE, ECDH-ES+A256KW and A256GCM. https://docs.yourflexpay.com/idaas/encryption */
import { compactDecrypt, importJWK } from "jose";
import type { PrivateJwk } from "./private-key.ts";

const KEY_MANAGEMENT = "ECDH-ES+A256KW";
const CONTENT_ENCRYPTION = "A256GCM";
const MAX_CLEAR_BYTES = 64 * 1024;

/** RFC 7516, section 7.1: five parts; all but the second, the encrypted key, may not be empty here. */
const COMPACT_JWE = /^"?([\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+)"?$/;

/** The JWE in a body; undefined if it is not one. */
export function findJwe(text: string): string | undefined {
  return COMPACT_JWE.exec(text.trim())?.[1];
}

/** The plain text; undefined if decryption fails. Never throws. */
export async function openJwe(
  jwe: string,
  privateKey: PrivateJwk,
): Promise<string | undefined> {
  try {
    const key = await importJWK({ ...privateKey }, KEY_MANAGEMENT);
    const { plaintext } = await compactDecrypt(jwe, key, {
      keyManagementAlgorithms: [KEY_MANAGEMENT],
      contentEncryptionAlgorithms: [CONTENT_ENCRYPTION],
      maxDecompressedLength: MAX_CLEAR_BYTES,
    });
    return new TextDecoder().decode(plaintext);
  } catch {
    // Wrong algorithm, wrong key or damaged content: in every case the caller queries the provider.
    return undefined;
  }
}
