/** The page's time for what it waits for. */

/**
 * Milliseconds since the page was opened. Unlike `Date.now()` it goes on evenly when the phone's clock is set (W3C High
 * Resolution Time, section 3); it may stand still while the phone sleeps.
 */
export function ticks(): number {
  return performance.now();
}
