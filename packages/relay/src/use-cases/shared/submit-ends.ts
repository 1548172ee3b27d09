/**
 * For how long each submit has surely been over, by a clock that nobody sets. Kept in this process's memory: of what another
 * process submitted it is counted from when this one first asked, so that a restart waits anew and concludes nothing.
 */
import { SUBMIT_SURELY_OVER_MS } from "../../domain/attempt.ts";
import type { Clock } from "../../ports/clock.ts";
import { RecentNotes } from "./recent-times.ts";

export class SubmitEnds {
  readonly #clock: Pick<Clock, "steadyMs">;
  /** By the steady clock. */
  readonly #overAt = new RecentNotes<number>();

  constructor(clock: Pick<Clock, "steadyMs">) {
    this.#clock = clock;
  }

  begin(id: string): void {
    this.#learn(id, SUBMIT_SURELY_OVER_MS);
  }

  end(id: string): void {
    this.#learn(id, 0);
  }

  /** 0 while it may still be under way. `isOver`: somebody saw its end. */
  sinceMs(id: string, isOver: boolean): number {
    const overAt = this.#learn(id, isOver ? 0 : SUBMIT_SURELY_OVER_MS);
    return Math.max(0, Math.floor(this.#clock.steadyMs() - overAt));
  }

  /** It is over in so many milliseconds at the latest. */
  #learn(id: string, withinMs: number): number {
    const latest = this.#clock.steadyMs() + withinMs;
    const overAt = Math.min(this.#overAt.get(id) ?? Infinity, latest);
    this.#overAt.set(id, overAt);
    return overAt;
  }
}
