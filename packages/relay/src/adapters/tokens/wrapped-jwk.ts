/** Private keys as stored: sealed under the master key, bound to their `kid`. */
import { z } from "zod";
import { openText, sealText } from "../secrets/sealed-text.ts";

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

const USE = "signing-key-wrap";

export const wrapJwk = (
  masterKey: Uint8Array,
  kid: string,
  jwk: PrivateJwk,
): string => sealText({ masterKey, use: USE, name: kid }, JSON.stringify(jwk));

/** Undefined if it was wrapped with another master key or for another `kid`, or was changed. */
export function unwrapJwk(
  masterKey: Uint8Array,
  kid: string,
  wrapped: string,
): PrivateJwk | undefined {
  const opened = openText({ masterKey, use: USE, name: kid }, wrapped);
  return opened === undefined ? undefined : parsePrivateJwk(JSON.parse(opened));
}
