/** API keys: what they may do and how long. Pure; times alone decide, so that all relays agree. */
import type { Scope } from "@malipo/protocol";
import type { Instant } from "./observation.ts";

/** What a key is at present, or was before a rotation. */
export interface ApiKeySecret {
  /** Digest of the key's whole text. */
  readonly digest: string;
  /** From when it is refused; null: as long as the key is valid. */
  readonly endsAt: Instant | null;
}

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly livemode: boolean;
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  /** Newest first; never empty. */
  readonly secrets: readonly ApiKeySecret[];
}

/** `MALIPO_MERCHANT_KEY` among the API keys. */
export const CONFIGURED_KEY_ID = "key_environment";

/** Bounds a key's row: rotations within their overlaps. */
const MOST_SECRETS = 10;

const isOver = (end: Instant | null, now: Instant): boolean =>
  end !== null && now >= end;

export const isExpired = ({ expiresAt }: ApiKey, now: Instant): boolean =>
  isOver(expiresAt, now);

export const secretIsOver = ({ endsAt }: ApiKeySecret, now: Instant): boolean =>
  isOver(endsAt, now);

/**
 * The key with a new secret. What it was is accepted for `overlapMs`, and never longer than it would have been: if the
 * response to a rotation is lost, rotating again ends nothing early that is in use.
 */
export function rotateApiKey(
  key: ApiKey,
  digest: string,
  now: Instant,
  overlapMs: number,
): ApiKey {
  const end = now + overlapMs;
  const previous = key.secrets
    .filter((secret) => !secretIsOver(secret, now))
    .map(({ digest: before, endsAt }) => ({
      digest: before,
      endsAt: Math.min(endsAt ?? end, end),
    }));
  return {
    ...key,
    secrets: [{ digest, endsAt: null }, ...previous].slice(0, MOST_SECRETS),
  };
}

/** Until when something else than the newest secret is accepted; null if nothing is. */
export function previousAcceptedUntil(
  { secrets }: ApiKey,
  now: Instant,
): Instant | null {
  const ends = secrets
    .filter((secret) => !secretIsOver(secret, now))
    .flatMap(({ endsAt }) => (endsAt === null ? [] : [endsAt]));
  return ends.length === 0 ? null : Math.max(...ends);
}
