import type { Clock } from "../../src/ports/clock.ts";

/** Time that stands still until the test moves it. */
export class ManualClock implements Clock {
  #now: number;

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  advance(seconds: number): void {
    this.#now += seconds * 1000;
  }
}
