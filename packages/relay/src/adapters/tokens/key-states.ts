/** What the signing keys are at a moment, by their times alone, and how they change: every process comes to the same. */
import type { SigningKeyRecord } from "../../ports/store.ts";

/** A new key signs only when everyone who caches the public keys has seen it. */
const ACTIVE_AFTER_MS = 10 * 60_000;
/** A retired key verifies until every token it signed is over. */
const KEEP_RETIRED_MS = 60 * 60_000;
/** How old a relay's knowledge may be before it is refreshed in passing. */
export const STALE_AFTER_MS = 30_000;
/** A relay that has not heard yet signs a little longer; the last token lives for ten minutes, and clocks differ. */
const TOKENS_END_AFTER_MS = 12 * 60_000;

type KeyTimes = Pick<
  SigningKeyRecord,
  "kid" | "createdAt" | "retiredAt" | "refusedAt"
>;

/**
 * - `next`: published, and not signing yet
 * - `active`: signs
 * - `retiring`: signs no longer; its tokens are accepted
 * - `retired`: its tokens are refused
 */
export type KeyState = "next" | "active" | "retiring" | "retired";

/** Null where no end is set. */
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

/** The newest key that everyone has seen; where there is none, the oldest, which every process picks alike. */
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

/** What to store so that `fresh` signs next, and the others until then; nothing while another key is to sign next. */
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
  /** What to store; nothing where the key is retired already. */
  | { readonly kind: "allowed"; readonly changes: readonly SigningKeyRecord[] }
  | { readonly kind: "unknown" }
  | { readonly kind: "active" }
  /** Tokens that it signed can be valid until then. */
  | { readonly kind: "in_use"; readonly until: number };

/** `atOnce`: whatever tokens it signed; `fresh` is stored where no other key could sign then. */
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
  // Without the key that was to follow them they go on.
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
