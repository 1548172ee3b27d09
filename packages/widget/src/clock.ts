/** The page's time for what it waits for. */

/**
 * Milliseconds since the page was opened. Unlike `Date.now()` it goes on evenly when the phone's clock is set (W3C High
 * Resolution Time, section 3); it may stand still while the phone sleeps.
 */
export function ticks(): number {
  return performance.now();
}

/** More than a slow page or a clock that is corrected bit by bit makes up. */
const LEAP_MS = 2000;

/** Changes when the phone's clock is set, and when the page's time stood still in the phone's sleep. */
function gap(): number {
  return Date.now() - ticks();
}

/** The relay's clock as the page knows it. Until the relay has told its time, the phone's. */
export class RelayClock {
  /** What it showed when the page was opened. */
  #openedAtMs = gap();
  /** The phone's word on the same, when it was last looked at. */
  #gap = gap();

  now(): number {
    return ticks() + this.#openedAtMs;
  }

  /** `serverTime`: ISO 8601, as the relay has just told it. */
  set(serverTime: string): void {
    this.#openedAtMs = Date.parse(serverTime) - ticks();
  }

  /**
   * True when the phone's clock and the page's have parted since the last call: which of the two went wrong only the
   * relay can say.
   */
  hasLeapt(): boolean {
    const before = this.#gap;
    this.#gap = gap();
    return Math.abs(this.#gap - before) > LEAP_MS;
  }
}
