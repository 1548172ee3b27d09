/** When a message that was not taken is sent again. */
import type { Instant } from "./observation.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * The pauses between tries, as Standard Webhooks 1.0 has them ("Deliverability and reliability"): ten tries
 * in three days.
 */
const PAUSES_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
/** Only ever later, so that a receiver is never asked sooner than it is told here. */
const JITTER = 0.2;

/** No pause is longer, with its jitter. */
export const LONGEST_DELIVERY_PAUSE_MS = Math.max(...PAUSES_MS) * (1 + JITTER);

/**
 * When to send again after `tries` tries, the last of which ended at `endedAt`. `chance` is from 0 up to 1;
 * each pause is longer by up to 20 %. Undefined when there are no more.
 */
export function nextDeliveryTime(
  tries: number,
  endedAt: Instant,
  chance: number,
): Instant | undefined {
  const pause = PAUSES_MS[tries - 1];
  return pause === undefined
    ? undefined
    : endedAt + Math.round(pause * (1 + JITTER * chance));
}
