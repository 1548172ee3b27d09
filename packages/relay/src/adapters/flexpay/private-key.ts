/** The application's private key, which decrypts webhooks. https://docs.yourflexpay.com/idaas/encryption */
import { createECDH } from "node:crypto";
import { z } from "zod";

/** RFC 7518, section 6.2: an EC key on P-256, coordinates and key as base64url of 32 bytes. */
export interface PrivateJwk {
  readonly kty: "EC";
  readonly crv: "P-256";
  readonly x: string;
  readonly y: string;
  readonly d: string;
}

const part = z.string().regex(/^[\w-]{43}$/);

/** Other members (`use`, `alg`, `kid`) are not part of the key and are dropped. */
const schema = z.object({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: part,
  y: part,
  d: part,
});

/** Undefined if it is not such a key, or if its public and private parts don't match. */
export function parsePrivateJwk(value: unknown): PrivateJwk | undefined {
  const jwk = schema.safeParse(value).data;
  return jwk !== undefined && isPair(jwk) ? jwk : undefined;
}

function isPair({ x, y, d }: PrivateJwk): boolean {
  const key = Buffer.from(d, "base64url");
  const pair = createECDH("prime256v1");
  try {
    pair.setPrivateKey(key);
  } catch {
    // Zero, or not less than the curve's order.
    return false;
  }
  // The uncompressed point: 04 and both coordinates.
  const point = Buffer.concat([
    Buffer.of(4),
    Buffer.from(x, "base64url"),
    Buffer.from(y, "base64url"),
  ]);
  return pair.getPublicKey().equals(point);
}
