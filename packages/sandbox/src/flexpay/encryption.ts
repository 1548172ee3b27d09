/** Payload encryption as compact JWE (RFC 7516): https://docs.yourflexpay.com/idaas/encryption */
import type { KeyObject } from "node:crypto";
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { CompactEncrypt, compactDecrypt } from "jose";
import type { JsonObject } from "../web/json-text.ts";
import type { PublicJwk } from "./options.ts";

const ALG = "ECDH-ES+A256KW";
const ENC = "A256GCM";

export async function encrypt(text: string, to: PublicJwk): Promise<string> {
  const key = createPublicKey({ key: { ...to }, format: "jwk" });
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: ALG, enc: ENC })
    .encrypt(key);
}

/** The key pair for encrypted requests, generated at every start. */
export class RequestKey {
  readonly #publicKey: KeyObject;
  readonly #privateKey: KeyObject;

  constructor() {
    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    this.#publicKey = pair.publicKey;
    this.#privateKey = pair.privateKey;
  }

  /** The response of GET /v1/keys/idaas: the key as a JWK and as SubjectPublicKeyInfo. */
  toJson(): JsonObject {
    const { kty, crv, x, y } = this.#publicKey.export({ format: "jwk" });
    const spki = this.#publicKey.export({ format: "der", type: "spki" });
    return {
      jwk: { kty, crv, x, y, use: "enc", alg: ALG },
      publicKeyBase64: spki.toString("base64"),
    };
  }

  /** Rejects if the text is not a JWE for this key. */
  async decrypt(jwe: string): Promise<string> {
    const { plaintext } = await compactDecrypt(jwe.trim(), this.#privateKey, {
      keyManagementAlgorithms: [ALG],
      contentEncryptionAlgorithms: [ENC],
    });
    return new TextDecoder().decode(plaintext);
  }
}
