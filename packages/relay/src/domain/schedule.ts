/** When an unresolved attempt is asked about again. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const STEPS_MS = [
  5 * SECOND,
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
];
const JITTER = 0.2;

/** After this long without a final answer a person must look. */
export const GIVE_UP_AFTER_MS = 72 * HOUR;

/**
 * The moment of query number `step` (from 0) of an attempt that began at `createdAt`: 5, 15, 30 s,
 * 1, 2, 5, 10, 30 min, then hourly, each ±20 % of the way since the step before. `chance` is from 0
 * up to 1. Undefined once 72 hours are over.
 */
export function queryTime(
  createdAt: number,
  step: number,
  chance: number,
): number | undefined {
  const at = stepOffset(step);
  if (at > GIVE_UP_AFTER_MS) return undefined;
  const gap = at - (step === 0 ? 0 : stepOffset(step - 1));
  return createdAt + Math.round(at + gap * JITTER * (2 * chance - 1));
}

function stepOffset(step: number): number {
  const listed = STEPS_MS[step];
  return listed ?? HOUR * (step - STEPS_MS.length + 1);
}
