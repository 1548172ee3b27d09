/**
 * The text of an API key: `malipo_live_`, the key's id without its prefix, and the secret. The id finds the key in the
 * store, so that no secret is searched for. The beginning tells people and secret scanners what it is. Pure.
 */

import {
  formatMerchantKey,
  keyModeOf,
  keySecretOf,
  toKeyMode,
} from "@malipo/protocol/merchant-key";

export interface ApiKeyText {
  readonly livemode: boolean;
  /** "key_…" */
  readonly id: string;
  readonly secret: string;
}

export const API_KEY_ID_PREFIX = "key_";

/** An id of 128 bits and a secret of 256, as base64url. */
const SHAPE = /^([\w-]{22})([\w-]{44})$/;

/** The part of a key that is no secret. */
export const apiKeyPrefix = ({
  livemode,
  id,
}: Omit<ApiKeyText, "secret">): string =>
  formatMerchantKey(toKeyMode(livemode), id.slice(API_KEY_ID_PREFIX.length));

export const formatApiKey = (key: ApiKeyText): string =>
  `${apiKeyPrefix(key)}${key.secret}`;

/** Undefined if it can't be a key of this kind. */
export function parseApiKey(text: string): ApiKeyText | undefined {
  const mode = keyModeOf(text);
  const [, id, secret] = SHAPE.exec(keySecretOf(text)) ?? [];
  return mode === null || id === undefined || secret === undefined
    ? undefined
    : { livemode: mode === "live", id: `${API_KEY_ID_PREFIX}${id}`, secret };
}
