/** The last value recorded per subject, bounded; the oldest are evicted first. Kept in this process's memory. */
import type { Instant } from "../../domain/observation.ts";

const MAX_SUBJECTS = 10_000;

export class RecentValues<T> {
  readonly #values = new Map<string, T>();
  readonly #most: number;

  constructor(most: number = MAX_SUBJECTS) {
    this.#most = most;
  }

  get(subject: string): T | undefined {
    return this.#values.get(subject);
  }

  set(subject: string, value: T): void {
    this.#values.delete(subject);
    this.#values.set(subject, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > this.#most && oldest !== undefined)
      this.#values.delete(oldest);
  }

  delete(subject: string): void {
    this.#values.delete(subject);
  }
}

/** When something last happened, per subject. */
export class RecentTimes {
  readonly #times = new RecentValues<Instant>();

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
