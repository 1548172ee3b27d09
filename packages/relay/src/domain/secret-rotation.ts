/** Secrets that follow each other, with a time in which both count. Pure; times alone decide, so that all relays agree. */
import type { Instant } from "./observation.ts";

export interface Ending {
  /** From when it counts no longer; null: as long as what it belongs to. */
  readonly endsAt: Instant | null;
}

export const secretIsOver = ({ endsAt }: Ending, now: Instant): boolean =>
  endsAt !== null && now >= endsAt;

/**
 * Newest first, `most` of them. What was there counts for `overlapMs` more, and never longer than it would have: if the
 * response to a rotation is lost, rotating again ends nothing early that is in use.
 */
export function rotateSecrets<T extends Ending>(
  secrets: readonly T[],
  fresh: T,
  now: Instant,
  overlapMs: number,
  most: number,
): readonly T[] {
  const end = now + overlapMs;
  const previous = secrets
    .filter((secret) => !secretIsOver(secret, now))
    .map((before) => ({
      ...before,
      endsAt: Math.min(before.endsAt ?? end, end),
    }));
  return [fresh, ...previous].slice(0, most);
}

/** Until when what was rotated last counts, or counted; null if nothing was. */
export function lastPreviousEnd(secrets: readonly Ending[]): Instant | null {
  const ends = secrets.flatMap(({ endsAt }) => endsAt ?? []);
  return ends.length === 0 ? null : Math.max(...ends);
}

/** Until when something else than the newest secret counts; null if nothing does. */
export function previousUntil(
  secrets: readonly Ending[],
  now: Instant,
): Instant | null {
  return lastPreviousEnd(
    secrets.filter((secret) => !secretIsOver(secret, now)),
  );
}
