/** When a provider that is asked again and again counts as down, and as back. Pure. */
import type { Instant } from "./observation.ts";

/** What was learned of one provider since its last good time. */
export interface Watch {
  /** Of the first check without an answer; null: it responds. */
  readonly failingSince: Instant | null;
  /** Without an answer in between. */
  readonly failures: number;
  /** People were told. */
  readonly isDown: boolean;
  /** Of the first answer after that; null as long as there is none. */
  readonly answeringSince: Instant | null;
}

export const UP: Watch = {
  failingSince: null,
  failures: 0,
  isDown: false,
  answeringSince: null,
};

export interface Outage {
  readonly since: Instant;
  /** Null at its beginning. */
  readonly until: Instant | null;
}

export const WATCH_EVERY_MS = 60_000;
/** One lost answer is none of people's business. */
const FAILURES_TO_BE_DOWN = 3;
/** A provider that answers now and then is still down. */
const ANSWERS_FOR_MS = 2 * WATCH_EVERY_MS;

/** `outage`: to be told now; null for nothing. */
export function afterCheck(
  before: Watch,
  isUp: boolean,
  now: Instant,
): { readonly watch: Watch; readonly outage: Outage | null } {
  const { failingSince, isDown } = before;
  if (isUp) {
    if (!isDown || failingSince === null) return { watch: UP, outage: null };
    const since = before.answeringSince ?? now;
    // After a step back of the clock it is counted anew.
    const answeringSince = Math.min(since, now);
    return now - answeringSince < ANSWERS_FOR_MS
      ? { watch: { ...before, answeringSince }, outage: null }
      : { watch: UP, outage: { since: failingSince, until: answeringSince } };
  }
  const failures = before.failures + 1;
  const since = failingSince ?? now;
  const becomesDown = !isDown && failures >= FAILURES_TO_BE_DOWN;
  return {
    watch: {
      failingSince: since,
      failures,
      isDown: isDown || becomesDown,
      answeringSince: null,
    },
    outage: becomesDown ? { since, until: null } : null,
  };
}
