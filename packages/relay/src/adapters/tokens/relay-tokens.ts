/** Relay tokens: short-lived JWTs, made and verified with jose. Verification fixes algorithm, type, issuer and audience. */
import { SignJWT, errors, jwtVerify } from "jose";
import type { JWSHeaderParameters } from "jose";
import { z } from "zod";
import type { Clock } from "../../ports/clock.ts";
import type {
  RelayTokenClaims,
  RelayTokens,
  VerifiedToken,
} from "../../ports/tokens.ts";
import { ALGORITHM, createKeyRing } from "./key-ring.ts";
import type { KeyRing, KeyRingOptions } from "./key-ring.ts";

const TYPE = "checkout+jwt";
const AUDIENCE = "malipo-widget";
const MAX_LENGTH = 4096;
/** How far the clocks of two machines may differ. */
const TOLERANCE_SECONDS = 5;
const MAX_LIFETIME_SECONDS = 600;

/** No other header parameter is accepted: no `crit`, `jwk` or `jku`. */
const headerSchema = z.strictObject({
  alg: z.literal(ALGORITHM),
  typ: z.literal(TYPE),
  kid: z.string().min(1).max(64),
});

const seconds = z.int().min(0);
const claimsSchema = z
  .object({
    sub: z.string().min(1),
    origin: z.string().min(1).nullable(),
    ep: z.int().min(0),
    jti: z.string().min(1),
    iat: seconds,
    nbf: seconds,
    exp: seconds,
  })
  .refine(({ iat, exp }) => lifetimeAllowed(iat, exp));

export interface RelayTokensOptions extends KeyRingOptions {
  /** `iss` of every token: the relay's public URL. */
  readonly issuer: string;
}

/** Reads the signing keys, and makes the first one. Throws `MasterKeyMismatch`. */
export async function createRelayTokens(
  options: RelayTokensOptions,
): Promise<RelayTokens> {
  const { issuer, clock } = options;
  const ring = await createKeyRing(options);
  return {
    sign: (claims) => sign(ring, issuer, claims),
    verify: (token) => verify(ring, issuer, clock, token),
    async publicKeys() {
      return { keys: (await ring.all()).map(({ publicJwk }) => publicJwk) };
    },
  };
}

function lifetimeAllowed(iat: number, exp: number): boolean {
  return exp > iat && exp - iat <= MAX_LIFETIME_SECONDS;
}

async function sign(
  ring: KeyRing,
  issuer: string,
  claims: RelayTokenClaims,
): Promise<string> {
  const { sub, origin, ep, jti, iat, exp } = claims;
  if (!lifetimeAllowed(iat, exp))
    throw new RangeError(
      `a relay token lives at most ${MAX_LIFETIME_SECONDS} seconds`,
    );
  const { kid, privateKey } = await ring.signer();
  const payload = { iss: issuer, aud: AUDIENCE, sub, origin, ep, jti };
  return new SignJWT({ ...payload, iat, nbf: iat, exp })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid })
    .sign(privateKey);
}

async function verify(
  ring: KeyRing,
  issuer: string,
  clock: Clock,
  token: string,
): Promise<VerifiedToken> {
  if (token.length > MAX_LENGTH) return { kind: "invalid" };
  try {
    const { payload } = await jwtVerify(
      token,
      (header) => findKey(ring, header),
      {
        algorithms: [ALGORITHM],
        issuer,
        audience: AUDIENCE,
        typ: TYPE,
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: new Date(clock.now()),
        requiredClaims: ["exp"],
      },
    );
    const claims = toClaims(payload);
    return claims === undefined
      ? { kind: "invalid" }
      : { kind: "valid", claims };
  } catch (error) {
    // jose checks the claims, and so `exp`, only after the signature.
    if (error instanceof errors.JWTExpired) return { kind: "expired" };
    if (error instanceof errors.JOSEError) return { kind: "invalid" };
    throw error;
  }
}

async function findKey(ring: KeyRing, given: JWSHeaderParameters) {
  const header = headerSchema.safeParse(given);
  const key = header.success ? await ring.find(header.data.kid) : undefined;
  if (key === undefined)
    throw new errors.JWKSNoMatchingKey("no key of ours has this header");
  return key.publicKey;
}

function toClaims(payload: unknown): RelayTokenClaims | undefined {
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) return undefined;
  const { sub, origin, ep, jti, iat, exp } = claims.data;
  return { sub, origin, ep, jti, iat, exp };
}
