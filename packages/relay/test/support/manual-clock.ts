import type { Clock } from "../../src/ports/clock.ts";

/** Time that stands still until the test moves it. */
export class ManualClock implements Clock {
  #now: number;
  #steadyMs = 0;

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  steadyMs(): number {
    return this.#steadyMs;
  }

  advance(seconds: number): void {
    this.#now += seconds * 1000;
    this.#steadyMs += seconds * 1000;
  }

  /** Sets the clock ahead or back, while no time goes by. */
  set(bySeconds: number): void {
    this.#now += bySeconds * 1000;
  }
}
