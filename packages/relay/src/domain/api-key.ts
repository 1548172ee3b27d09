/** API keys: what they may do and how long. Pure; times alone decide, so that all relays agree. */
import type { Scope } from "@malipo/protocol";
import type { Instant } from "./observation.ts";
import {
  previousUntil,
  rotateSecrets,
  secretIsOver,
} from "./secret-rotation.ts";
import type { Ending } from "./secret-rotation.ts";

/** What a key is at present, or was before a rotation. */
export interface ApiKeySecret extends Ending {
  /** Digest of the key's whole text. */
  readonly digest: string;
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

export const isExpired = ({ expiresAt }: ApiKey, now: Instant): boolean =>
  secretIsOver({ endsAt: expiresAt }, now);

export const rotateApiKey = (
  key: ApiKey,
  digest: string,
  now: Instant,
  overlapMs: number,
): ApiKey => ({
  ...key,
  secrets: rotateSecrets(
    key.secrets,
    { digest, endsAt: null },
    now,
    overlapMs,
    MOST_SECRETS,
  ),
});

/** Until when something else than the newest secret is accepted; null if nothing is. */
export const previousAcceptedUntil = (
  { secrets }: ApiKey,
  now: Instant,
): Instant | null => previousUntil(secrets, now);
