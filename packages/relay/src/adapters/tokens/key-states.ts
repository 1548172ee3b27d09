/** The states of the signing keys and how they change, derived from their times alone, so that all processes agree. */
import type { SigningKeyRecord } from "../../ports/signing-keys.ts";

/** A new key does not sign before every cache of the public keys has it. */
const ACTIVE_AFTER_MS = 10 * 60_000;
/** A retired key verifies until every token it signed has expired. */
const KEEP_RETIRED_MS = 60 * 60_000;
/** How old a relay's copy of the keys may be before it reads them again. */
export const STALE_AFTER_MS = 30_000;
/** A relay with an old copy signs a little longer, its last token lives for ten minutes, and clocks differ. */
const TOKENS_END_AFTER_MS = 12 * 60_000;

type KeyTimes = Pick<
  SigningKeyRecord,
  "kid" | "createdAt" | "retiredAt" | "refusedAt"
>;

/**
 * - `next`: published, does not sign yet
 * - `active`: signs
 * - `retiring`: no longer signs; its tokens are still accepted
 * - `retired`: its tokens are refused
 */
export type KeyState = "next" | "active" | "retiring" | "retired";

/** Null if no end is set. */
export function acceptedUntil({
  retiredAt,
  refusedAt,
}: KeyTimes): number | null {
  return refusedAt ?? (retiredAt === null ? null : retiredAt + KEEP_RETIRED_MS);
}

export function stillVerifies(key: KeyTimes, now: number): boolean {
  const end = acceptedUntil(key);
  return end === null || now < end;
}

const maySign = (key: KeyTimes, now: number): boolean =>
  stillVerifies(key, now) && (key.retiredAt === null || now < key.retiredAt);

export const signsFrom = ({ createdAt }: KeyTimes): number =>
  createdAt + ACTIVE_AFTER_MS;

/** The newest key that every cache has. If there is none, the oldest, so that all processes pick the same. */
export function chooseSigner<K extends KeyTimes>(
  keys: readonly K[],
  now: number,
): K | undefined {
  const newestFirst = keys
    .filter((key) => maySign(key, now))
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.kid < b.kid ? 1 : -1));
  return newestFirst.find((key) => signsFrom(key) <= now) ?? newestFirst.at(-1);
}

export function keyState(
  key: KeyTimes,
  keys: readonly KeyTimes[],
  now: number,
): KeyState {
  if (!stillVerifies(key, now)) return "retired";
  if (chooseSigner(keys, now)?.kid === key.kid) return "active";
  return maySign(key, now) && now < signsFrom(key) ? "next" : "retiring";
}

/** The records to store so that `fresh` signs next and the others until then. None if a next key exists already. */
export function rotateKeys(
  keys: readonly SigningKeyRecord[],
  fresh: SigningKeyRecord,
): readonly SigningKeyRecord[] {
  const now = fresh.createdAt;
  if (keys.some((key) => keyState(key, keys, now) === "next")) return [];
  const others = keys
    .filter((key) => key.retiredAt === null && stillVerifies(key, now))
    .map((key) => ({ ...key, retiredAt: signsFrom(fresh) }));
  return [...others, fresh];
}

export type Retirement =
  /** The records to store: none if the key is retired already. */
  | { readonly kind: "allowed"; readonly changes: readonly SigningKeyRecord[] }
  | { readonly kind: "unknown" }
  | { readonly kind: "active" }
  /** Until then, tokens that it signed can be valid. */
  | { readonly kind: "in_use"; readonly until: number };

/** `atOnce`: even if tokens that it signed are still valid. `fresh` is stored if no other key could sign. */
export function retireKey(
  keys: readonly SigningKeyRecord[],
  kid: string,
  atOnce: boolean,
  fresh: SigningKeyRecord,
): Retirement {
  const now = fresh.createdAt;
  const key = keys.find((each) => each.kid === kid);
  if (key === undefined) return { kind: "unknown" };
  const state = keyState(key, keys, now);
  if (state === "retired") return { kind: "allowed", changes: [] };
  if (state === "active" && !atOnce) return { kind: "active" };
  const until = tokensEndAt(key, keys, now);
  if (state === "retiring" && !atOnce && now < until)
    return { kind: "in_use", until };
  const retired = {
    ...key,
    retiredAt: Math.min(key.retiredAt ?? now, now),
    refusedAt: now,
  };
  const others = keys.filter((each) => each.kid !== kid);
  // The key that was to replace them is gone, so they stay.
  const kept =
    state === "next"
      ? others
          .filter(({ retiredAt }) => retiredAt !== null && retiredAt > now)
          .map((each) => ({ ...each, retiredAt: null }))
      : [];
  const canSign = chooseSigner(others, now) !== undefined;
  return {
    kind: "allowed",
    changes: [retired, ...kept, ...(canSign ? [] : [fresh])],
  };
}

function tokensEndAt(
  key: KeyTimes,
  keys: readonly KeyTimes[],
  now: number,
): number {
  const signer = chooseSigner(keys, now);
  const signedUntil =
    key.retiredAt ?? (signer === undefined ? now : signsFrom(signer));
  return signedUntil + TOKENS_END_AFTER_MS;
}
