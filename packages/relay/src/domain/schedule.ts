/** The query schedule of unresolved attempts. */

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

/** The longest step including jitter. */
export const LONGEST_QUERY_STEP_MS = HOUR * (1 + 2 * JITTER);
/** The interval for an attempt whose start is in the future: the clock has been set back. */
const CLOCK_PUT_BACK_STEP_MS = 30 * SECOND;

/** After this long without a final result, a manual review is needed. */
const GIVE_UP_AFTER_MS = 72 * HOUR;

/**
 * The time of the next query for an attempt created at `createdAt`: after 5, 15, 30 s, 1, 2, 5, 10, 30 min, then
 * hourly, each with a jitter of ±20 % of the gap before it. `chance` is in [0, 1). Missed steps are skipped. Undefined
 * after 72 hours.
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
    const jitter = (offset - stepOffset(step - 1)) * JITTER;
    // A query within a step's jitter counts as that step.
    if (createdAt + offset - jitter > now)
      return createdAt + Math.round(offset + jitter * (2 * chance - 1));
  }
}

function stepOffset(step: number): number {
  if (step < 0) return 0;
  return STEPS_MS[step] ?? HOUR * (step - STEPS_MS.length + 1);
}
