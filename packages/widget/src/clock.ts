/** Time that doesn't depend on the device's clock. */

/**
 * Milliseconds since the page was opened. Unlike `Date.now()`, it is monotonic when the device's clock is changed (W3C
 * High Resolution Time, section 3); it may stop while the device sleeps.
 */
export function ticks(): number {
  return performance.now();
}

/** More than a slow page or gradual clock adjustments cause. */
const JUMP_MS = 2000;

/** Changes when the device's clock is set, and after the device slept. */
function gap(): number {
  return Date.now() - ticks();
}

/** An estimate of the relay's clock; the device's clock until the relay has sent its time. */
export class RelayClock {
  /** The relay's time when the page was opened. */
  #openedAtMs = gap();
  /** The device's time when the page was opened, as last computed. */
  #gap = gap();

  now(): number {
    return ticks() + this.#openedAtMs;
  }

  /** `serverTime`: ISO 8601, from a response that has just arrived. */
  set(serverTime: string): void {
    this.#openedAtMs = Date.parse(serverTime) - ticks();
  }

  /**
   * True if the device's clock and `ticks` have diverged since the last call. Only the relay can say which one is
   * wrong.
   */
  hasJumped(): boolean {
    const before = this.#gap;
    this.#gap = gap();
    return Math.abs(this.#gap - before) > JUMP_MS;
  }
}
