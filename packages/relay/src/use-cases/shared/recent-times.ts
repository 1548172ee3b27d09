/** The last value recorded per subject, bounded; the oldest are evicted first. Kept in this process's memory. */
import type { Instant } from "../../domain/observation.ts";

const REMEMBERED = 10_000;

export class RecentNotes<T> {
  readonly #notes = new Map<string, T>();

  get(subject: string): T | undefined {
    return this.#notes.get(subject);
  }

  set(subject: string, note: T): void {
    this.#notes.delete(subject);
    this.#notes.set(subject, note);
    const [oldest] = this.#notes.keys();
    if (this.#notes.size > REMEMBERED && oldest !== undefined)
      this.#notes.delete(oldest);
  }
}

/** When something last happened, per subject. */
export class RecentTimes {
  readonly #times = new RecentNotes<Instant>();

  record(subject: string, at: Instant): void {
    this.#times.set(subject, at);
  }

  /** Milliseconds from then to `now`; Infinity if it has not happened recently. */
  sinceMs(subject: string, now: Instant): number {
    const ms = now - (this.#times.get(subject) ?? -Infinity);
    // A clock that was set back must not delay anyone.
    return ms < 0 ? Infinity : ms;
  }
}
