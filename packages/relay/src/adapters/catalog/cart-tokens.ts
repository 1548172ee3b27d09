/**
 * Cart tokens: carts priced and signed by the merchant's backend (compact JWS, HS256), passed on unread by the page.
 */
import { SignJWT, errors, jwtVerify } from "jose";
import { z } from "zod";
import { parseDecimal } from "../../domain/amount.ts";
import { ok, refuse } from "../../domain/errors.ts";
import type { Refused, Result } from "../../domain/errors.ts";
import type { CartTokens, PricedCart } from "../../ports/catalog.ts";
import type { Clock } from "../../ports/clock.ts";
import { describeIssues, toAdjustments } from "./product-list.ts";
import { priceSignedLines, signedCartSchema } from "./signed-cart.ts";
import type { SignedCart } from "./signed-cart.ts";

const ALGORITHM = "HS256";
const TYPE = "cart+jwt";
const AUDIENCE = "malipo";
const TOLERANCE_SECONDS = 5;
const MAX_LIFETIME_SECONDS = 24 * 60 * 60;

/** The cart, and registered claims of RFC 7519. */
const claimsSchema = signedCartSchema.extend({
  aud: z.unknown(),
  exp: z.number(),
  iat: z.number().optional(),
  nbf: z.number().optional(),
  iss: z.string().optional(),
  sub: z.string().optional(),
  jti: z.string().optional(),
});

export interface CartTokensOptions {
  /** MALIPO_CART_SECRET and, while it is changed, the previous one; their UTF-8 bytes are the keys. */
  readonly secrets: readonly string[];
  readonly clock: Clock;
}

export function createCartTokens(options: CartTokensOptions): CartTokens {
  const keys = options.secrets.map((secret) =>
    new TextEncoder().encode(secret),
  );
  return {
    async read(cartToken) {
      const now = options.clock.now();
      try {
        return readCart(await verifyWithAny(keys, cartToken, now), now);
      } catch (error) {
        if (error instanceof errors.JOSEError) return refuseToken(error);
        throw error;
      }
    },
  };
}

async function verifyWithAny(
  [key, ...others]: readonly Uint8Array[],
  cartToken: string,
  now: number,
): Promise<unknown> {
  if (key === undefined) throw new errors.JWSSignatureVerificationFailed();
  try {
    const { payload } = await jwtVerify(cartToken, key, {
      algorithms: [ALGORITHM],
      audience: AUDIENCE,
      typ: TYPE,
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(now),
      requiredClaims: ["exp"],
    });
    return payload;
  } catch (error) {
    // Only a wrong signature can mean that the token was signed with another key.
    if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
    return verifyWithAny(others, cartToken, now);
  }
}

/**
 * For backends in Node (others can use any JWS library). `expiresAt` in seconds since 1970, at most 24 hours from now.
 */
export function signCart(
  secret: string,
  cart: SignedCart,
  expiresAt: number,
): Promise<string> {
  return new SignJWT(signedCartSchema.parse(cart))
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setAudience(AUDIENCE)
    .setExpirationTime(expiresAt)
    .sign(new TextEncoder().encode(secret));
}

function readCart(payload: unknown, now: number): Result<PricedCart> {
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) {
    const foreign = claims.error.issues.some(
      ({ path }) => path[0] === "currency",
    );
    return refuse(
      foreign ? "currency_unsupported" : "cart_token_invalid",
      `The cart token's claims are not valid: ${describeIssues(claims.error).join("; ")}.`,
    );
  }
  const { exp, currency, lines, payment, ...rest } = claims.data;
  const { adjustments = [], reference } = rest;
  if (exp > now / 1000 + MAX_LIFETIME_SECONDS + TOLERANCE_SECONDS)
    return refuse(
      "cart_token_invalid",
      'The cart token lives too long: "exp" must be within 24 hours.',
    );
  const priced = priceSignedLines(lines, (price) =>
    parseDecimal(price, currency),
  );
  if (!priced.ok) return priced;
  const read = toAdjustments(adjustments, currency);
  return read === undefined
    ? refuse(
        "cart_token_invalid",
        "The cart token's adjustments: an amount is not a decimal of this currency.",
      )
    : ok({
        lines: priced.value,
        adjustments: read,
        reference: reference ?? null,
        payment,
      });
}

/** Tells the merchant's developer what is wrong, without repeating the token. */
function refuseToken(error: errors.JOSEError): Refused {
  return refuse(
    "cart_token_invalid",
    `The cart token can't be used: ${describeFailure(error)}.`,
  );
}

function describeFailure(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return "it has expired";
  if (error instanceof errors.JWTClaimValidationFailed)
    return `"${error.claim}" is ${error.reason === "missing" ? "missing" : "not valid"}`;
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return "it is not signed with MALIPO_CART_SECRET";
  return error instanceof errors.JOSEAlgNotAllowed
    ? `it is not signed with ${ALGORITHM}`
    : "it is not a compact JWS";
}
