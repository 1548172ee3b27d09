/**
 * Notices that the wall clock was set ahead, by comparing it with the monotonic one. What can't be undone (data that is
 * removed, an attempt that is not asked about any more) then waits, so that a wrong clock can be put right. A machine that
 * slept looks the same, and only waits as well. Kept in this process's memory: a clock that was wrong at the start is
 * believed.
 */
import type { Clock } from "../../ports/clock.ts";

/** Less is no reason to wait: it moves what takes days by an hour at most. */
const NOTICED_MS = 60 * 60_000;
const WAIT_MS = 6 * 60 * 60_000;

export class ClockSteps {
  readonly #clock: Clock;
  #wallMs: number;
  #steadyMs: number;
  /** On the monotonic clock. */
  #doubtedUntil = -Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#wallMs = clock.now();
    this.#steadyMs = clock.steadyMs();
  }

  /** The clock was set ahead a short while ago, and not back since. */
  isDoubtful(): boolean {
    const wallMs = this.#clock.now();
    const steadyMs = this.#clock.steadyMs();
    const stepMs = wallMs - this.#wallMs - (steadyMs - this.#steadyMs);
    if (Math.abs(stepMs) >= NOTICED_MS)
      this.#doubtedUntil = stepMs > 0 ? steadyMs + WAIT_MS : -Infinity;
    this.#wallMs = wallMs;
    this.#steadyMs = steadyMs;
    return steadyMs < this.#doubtedUntil;
  }
}
