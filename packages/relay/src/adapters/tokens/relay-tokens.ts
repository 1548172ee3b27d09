/** Relay tokens: short-lived JWTs, made and verified with jose. Verification fixes algorithm, type, issuer and audience. */
import { hash } from "node:crypto";
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
import type { KeyRing, KeyRingOptions, SigningKey } from "./key-ring.ts";

const TYPE = "checkout+jwt";
const AUDIENCE = "malipo-widget";
const MAX_LENGTH = 4096;
/** How far the clocks of two machines may differ. */
const TOLERANCE_SECONDS = 5;
const MAX_LIFETIME_SECONDS = 600;
/** Takes a few megabytes. */
const MAX_KNOWN = 10_000;

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
  const known = new KnownTokens();
  return {
    async sign(claims) {
      const { kid, privateKey } = await ring.signer();
      const token = await sign({ kid, privateKey }, issuer, claims);
      known.add(token, { kid, claims });
      return token;
    },
    async verify(token) {
      if (token.length > MAX_LENGTH) return { kind: "invalid" };
      const signed = known.find(token);
      return signed !== undefined && (await isStillGood(ring, clock, signed))
        ? { kind: "valid", ...signed }
        : verify(ring, issuer, clock, known, token);
    },
    async acceptedKeys() {
      return new Set((await ring.all()).map(({ kid }) => kid));
    },
    async publicKeys() {
      return { keys: (await ring.all()).map(({ publicJwk }) => publicJwk) };
    },
  };
}

interface SignedClaims {
  readonly kid: string;
  readonly claims: RelayTokenClaims;
}

/**
 * Tokens whose signature this process made or verified, in exactly this spelling. A page sends the same token many times,
 * and verifying it costs more than the rest of a read. Kept as digests, so that memory holds no usable tokens.
 */
class KnownTokens {
  readonly #claims = new Map<string, SignedClaims>();

  find(token: string): SignedClaims | undefined {
    return this.#claims.get(digestOf(token));
  }

  add(token: string, signed: SignedClaims): void {
    this.#claims.set(digestOf(token), signed);
    const [oldest] = this.#claims.keys();
    if (this.#claims.size > MAX_KNOWN && oldest !== undefined)
      this.#claims.delete(oldest);
  }
}

const digestOf = (token: string): string => hash("sha256", token, "base64");

/** True if its key still verifies and it is within its lifetime. Within the clock tolerance, jose decides. */
async function isStillGood(
  ring: KeyRing,
  clock: Clock,
  { kid, claims: { iat, exp } }: SignedClaims,
): Promise<boolean> {
  const now = clock.now() / 1000;
  return iat <= now && now < exp && (await ring.find(kid)) !== undefined;
}

function lifetimeAllowed(iat: number, exp: number): boolean {
  return exp > iat && exp - iat <= MAX_LIFETIME_SECONDS;
}

async function sign(
  { kid, privateKey }: Pick<SigningKey, "kid" | "privateKey">,
  issuer: string,
  claims: RelayTokenClaims,
): Promise<string> {
  const { sub, origin, ep, jti, iat, exp } = claims;
  if (!lifetimeAllowed(iat, exp))
    throw new RangeError(
      `a relay token lives at most ${MAX_LIFETIME_SECONDS} seconds`,
    );
  const payload = { iss: issuer, aud: AUDIENCE, sub, origin, ep, jti };
  return new SignJWT({ ...payload, iat, nbf: iat, exp })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid })
    .sign(privateKey);
}

async function verify(
  ring: KeyRing,
  issuer: string,
  clock: Clock,
  known: KnownTokens,
  token: string,
): Promise<VerifiedToken> {
  try {
    const { payload, protectedHeader } = await jwtVerify(
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
    if (claims === undefined) return { kind: "invalid" };
    const { kid = "" } = protectedHeader;
    known.add(token, { kid, claims });
    return { kind: "valid", kid, claims };
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
