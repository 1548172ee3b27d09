/**
 * How long ago each submit certainly ended, on a monotonic clock. Kept in this process's memory: for another process's
 * submits it counts from the first call here, so that a restart waits again instead of concluding anything.
 */
import { SUBMIT_SURELY_OVER_MS } from "../../domain/attempt.ts";
import type { Clock } from "../../ports/clock.ts";
import { RecentValues } from "./recent-times.ts";

export class SubmitEnds {
  readonly #clock: Pick<Clock, "steadyMs">;
  /** On the monotonic clock. */
  readonly #overAt = new RecentValues<number>();

  constructor(clock: Pick<Clock, "steadyMs">) {
    this.#clock = clock;
  }

  begin(id: string): void {
    this.#record(id, SUBMIT_SURELY_OVER_MS);
  }

  end(id: string): void {
    this.#record(id, 0);
  }

  /** 0 while the submit may still be running. `isOver`: its end was observed. */
  sinceMs(id: string, isOver: boolean): number {
    const overAt = this.#record(id, isOver ? 0 : SUBMIT_SURELY_OVER_MS);
    return Math.max(0, Math.floor(this.#clock.steadyMs() - overAt));
  }

  /** Records that the submit ends within this many milliseconds. */
  #record(id: string, withinMs: number): number {
    const latest = this.#clock.steadyMs() + withinMs;
    const overAt = Math.min(this.#overAt.get(id) ?? Infinity, latest);
    this.#overAt.set(id, overAt);
    return overAt;
  }
}
