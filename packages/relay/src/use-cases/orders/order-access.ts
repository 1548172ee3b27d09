/** Access to an order: issues and verifies relay tokens. */
import type { TokenResponse } from "@malipo/protocol";
import { NOT_FOUND, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { Order } from "../../domain/order.ts";
import type { RelayTokenClaims } from "../../ports/tokens.ts";
import type { Deps } from "../shared/deps.ts";
import { takeReturnCode } from "./return-code.ts";

export function newTokenClaims(
  deps: Deps,
  order: Order,
  origin: string | null,
): RelayTokenClaims {
  const iat = Math.floor(deps.clock.now() / 1000);
  return {
    sub: order.id,
    origin,
    ep: order.tokenEpoch,
    jti: deps.random.id("tok_"),
    iat,
    exp: iat + deps.settings.tokenLifetimeSeconds,
  };
}

export async function signToken(
  deps: Deps,
  claims: RelayTokenClaims,
): Promise<TokenResponse> {
  return {
    token: await deps.tokens.sign(claims),
    tokenExpiresAt: new Date(claims.exp * 1000).toISOString(),
  };
}

/**
 * A fresh token in exchange for the order's resume secret. The response is the same for an unknown order and a wrong
 * secret.
 */
export async function resumeOrder(
  deps: Deps,
  orderId: string,
  resumeSecret: string,
  origin: string | null,
): Promise<Result<TokenResponse>> {
  if (!deps.secrets.isResumeSecret(orderId, resumeSecret)) return NOT_FOUND;
  const order = await deps.store.getOrder(orderId);
  return order === undefined
    ? NOT_FOUND
    : ok(await signToken(deps, newTokenClaims(deps, order, origin)));
}

/** The same for a browser that has only the one-time code of a return. The response includes the resume secret. */
export async function openByCode(
  deps: Deps,
  orderId: string,
  code: string,
  origin: string | null,
): Promise<Result<TokenResponse>> {
  const order = await deps.store.getOrder(orderId);
  if (order === undefined || !(await takeReturnCode(deps, orderId, code)))
    return NOT_FOUND;
  return ok({
    ...(await signToken(deps, newTokenClaims(deps, order, origin))),
    resumeSecret: deps.secrets.resumeSecret(orderId),
  });
}

export interface Access {
  readonly order: Order;
  readonly claims: RelayTokenClaims;
  /** The id of the key that signed the token. */
  readonly kid: string;
}

/**
 * Verifies a relay token for an order. Refusals: `token_missing`, `token_invalid`, `token_expired`, and `not_found` for
 * another order's id. A token issued to one page is refused if another page sends it.
 */
export async function openOrder(
  deps: Deps,
  orderId: string,
  token: string | undefined,
  origin: string | null,
): Promise<Result<Access>> {
  if (token === undefined)
    return refuse(
      "token_missing",
      'Send the relay token as "Authorization: Bearer …".',
    );
  const verified = await deps.tokens.verify(token);
  if (verified.kind === "expired") {
    return refuse(
      "token_expired",
      "This relay token has expired. Exchange the resume secret for a new one.",
    );
  }
  const invalid = refuse(
    "token_invalid",
    "This relay token is not valid here. Exchange the resume secret for a new one.",
  );
  if (verified.kind === "invalid") return invalid;
  const { claims, kid } = verified;
  if (claims.origin !== null && origin !== null && claims.origin !== origin)
    return invalid;
  if (claims.sub !== orderId) return NOT_FOUND;
  const order = await deps.store.getOrder(orderId);
  if (order === undefined) return NOT_FOUND;
  return claims.ep === order.tokenEpoch ? ok({ order, claims, kid }) : invalid;
}
