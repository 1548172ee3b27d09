/** When something last happened to each of many subjects; the oldest are forgotten first. In this process's memory. */
import type { Instant } from "../../domain/observation.ts";

const REMEMBERED = 10_000;

export class RecentTimes {
  readonly #times = new Map<string, Instant>();

  record(subject: string, at: Instant): void {
    this.#times.delete(subject);
    this.#times.set(subject, at);
    const [oldest] = this.#times.keys();
    if (this.#times.size > REMEMBERED && oldest !== undefined)
      this.#times.delete(oldest);
  }

  /** Milliseconds from then to `now`; Infinity when it has not happened for a while. */
  sinceMs(subject: string, now: Instant): number {
    const ms = now - (this.#times.get(subject) ?? -Infinity);
    // A clock that was put back must not keep anybody waiting.
    return ms < 0 ? Infinity : ms;
  }
}
