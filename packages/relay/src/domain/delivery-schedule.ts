/** The retry schedule of webhooks. */
import type { Instant } from "./observation.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Delays between attempts, from Standard Webhooks 1.0 ("Deliverability and reliability"): ten attempts in three days.
 */
const DELAYS_MS = [
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
/** Only lengthens a delay: a receiver never gets a retry earlier than scheduled. */
export const DELIVERY_JITTER = 0.2;

/** The longest delay including jitter. */
export const LONGEST_DELIVERY_PAUSE_MS =
  Math.max(...DELAYS_MS) * (1 + DELIVERY_JITTER);

/**
 * When to send again after `tries` attempts, the last of which ended at `endedAt`. `chance` is in [0, 1) and adds up to
 * 20 %. Undefined after the last attempt.
 */
export function nextDeliveryTime(
  tries: number,
  endedAt: Instant,
  chance: number,
): Instant | undefined {
  const delay = DELAYS_MS[tries - 1];
  return delay === undefined
    ? undefined
    : endedAt + Math.round(delay * (1 + DELIVERY_JITTER * chance));
}
