/** Options of the simulated FlexPay and their defaults. */
import { createPublicKey } from "node:crypto";
import { z } from "zod";
import { parseTag } from "./tags.ts";

/** A public EC key on P-256 (RFC 7517, RFC 7518 section 6.2). */
export interface PublicJwk {
  readonly kty: "EC";
  readonly crv: "P-256";
  readonly x: string;
  readonly y: string;
}

export interface FlexpayOptions {
  /** Default `sandbox-flexpay-client`. */
  readonly flexpayClientId?: string;
  /** Default `sandbox-flexpay-secret`. */
  readonly flexpayClientSecret?: string;
  /** Lifetime of a token in whole seconds; default 3600. */
  readonly flexpayTokenSeconds?: number;
  /** The shop's tag, `@name` or `name@handle`; default `duka@dukaapp`. */
  readonly flexpayTag?: string;
  /** URL of the receiver webhook. Default: none, until a control call sets it. */
  readonly flexpayWebhookUrl?: string;
  /** Keys the webhook's signature; default `sandbox-flexpay-webhook-secret`. */
  readonly flexpayWebhookSecret?: string;
  /** Webhook bodies are encrypted to this key. Default: they are not encrypted. */
  readonly flexpayEncryptTo?: PublicJwk;
  /** How long a transaction waits for its receiver; default 900. */
  readonly acceptanceSeconds?: number;
  /** Delay before a transaction is marked as expired; default 0. */
  readonly expiryLagSeconds?: number;
}

export type FlexpaySettings = Required<
  Omit<FlexpayOptions, "flexpayWebhookUrl" | "flexpayEncryptTo">
> & {
  readonly flexpayWebhookUrl?: string | undefined;
  readonly flexpayEncryptTo?: PublicJwk | undefined;
};

export const FLEXPAY_DEFAULTS = {
  flexpayClientId: "sandbox-flexpay-client",
  flexpayClientSecret: "sandbox-flexpay-secret",
  flexpayTokenSeconds: 3600,
  flexpayTag: "duka@dukaapp",
  flexpayWebhookSecret: "sandbox-flexpay-webhook-secret",
  acceptanceSeconds: 900,
  expiryLagSeconds: 0,
} as const satisfies FlexpayOptions;

const MAX_SECONDS = 86_400;

/** The base64url text of the 32 bytes of one coordinate. */
const coordinate = z.string().regex(/^[\w-]{43}$/);

/** Ignores other members, such as `kid` and `use`; rejects private keys. */
export const publicJwk = z
  .looseObject({
    kty: z.literal("EC"),
    crv: z.literal("P-256"),
    x: coordinate,
    y: coordinate,
  })
  .refine((jwk) => !("d" in jwk), "must be the public key alone")
  .transform(({ kty, crv, x, y }): PublicJwk => ({ kty, crv, x, y }))
  .refine(isOnCurve, "must be a point on the curve");

export const webhookUrl = z.url({ protocol: /^https?$/ });

export const flexpayTag = z
  .string()
  .refine((tag) => parseTag(tag) !== undefined, "must be a tag");

export const flexpaySettings = {
  flexpayClientId: z.string().min(1),
  flexpayClientSecret: z.string().min(1),
  flexpayTokenSeconds: z.int().min(1).max(MAX_SECONDS),
  flexpayTag,
  flexpayWebhookUrl: webhookUrl.optional(),
  flexpayWebhookSecret: z.string().min(1),
  flexpayEncryptTo: publicJwk.optional(),
  acceptanceSeconds: z.number().positive().max(MAX_SECONDS),
  expiryLagSeconds: z.number().min(0).max(MAX_SECONDS),
};

function isOnCurve(jwk: PublicJwk): boolean {
  try {
    createPublicKey({ key: { ...jwk }, format: "jwk" });
    return true;
  } catch {
    return false;
  }
}
