/**
 * A key of the merchant API says by its prefix whether it is for a relay that moves money (`malipo_live_…`) or for one
 * that doesn't (`malipo_test_…`), so that a relay can refuse the other kind and a person sees which one was pasted or
 * leaked. Keys without a prefix are valid everywhere.
 */

export type KeyMode = "test" | "live";

const PREFIX = /^malipo_(?:(test)|live)_/;

/** `livemode`: as orders have it. */
export const toKeyMode = (livemode: boolean): KeyMode =>
  livemode ? "live" : "test";

/** `secret`: random, in letters and digits that need no encoding in a header or an environment file. */
export const formatMerchantKey = (mode: KeyMode, secret: string): string =>
  `malipo_${mode}_${secret}`;

/** Null for a key that doesn't say. */
export function keyModeOf(key: string): KeyMode | null {
  const found = PREFIX.exec(key);
  return found === null ? null : toKeyMode(found[1] === undefined);
}

/** The key's random part: what its strength is judged by. */
export const keySecretOf = (key: string): string => key.replace(PREFIX, "");

/** A key anywhere in a text. */
export const KEY_IN_TEXT = /\bmalipo_(live|test)_[\w-]{8,}/;
