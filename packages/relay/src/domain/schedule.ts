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

/** No step is longer, with its play. */
export const LONGEST_QUERY_STEP_MS = HOUR * (1 + 2 * JITTER);
/** How often an attempt is asked about that seems to begin in the future: a clock has been put back since. */
const CLOCK_PUT_BACK_STEP_MS = 30 * SECOND;

/** After this long without a final answer a person must look. */
const GIVE_UP_AFTER_MS = 72 * HOUR;

/**
 * When to ask next about an attempt that began at `createdAt`: at 5, 15, 30 s, 1, 2, 5, 10, 30 min, then
 * hourly, each moved by up to ±20 % of the gap before it. `chance` is from 0 up to 1. What was missed is
 * not made up for. Undefined once 72 hours are over.
 */
export function nextQueryTime(
  createdAt: number,
  now: number,
  chance: number,
): number | undefined {
  if (createdAt > now)
    return now + Math.round(CLOCK_PUT_BACK_STEP_MS * (1 + JITTER * chance));
  for (let step = 0; ; step += 1) {
    const offset = stepOffset(step);
    if (offset > GIVE_UP_AFTER_MS) return undefined;
    const play = (offset - stepOffset(step - 1)) * JITTER;
    // A query made within a step's own play was that step's.
    if (createdAt + offset - play > now)
      return createdAt + Math.round(offset + play * (2 * chance - 1));
  }
}

function stepOffset(step: number): number {
  if (step < 0) return 0;
  return STEPS_MS[step] ?? HOUR * (step - STEPS_MS.length + 1);
}
