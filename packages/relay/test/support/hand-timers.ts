/** Timers that run when they are told to. */
import type { Timers } from "../../src/ports/timers.ts";

interface Waiting {
  readonly ms: number;
  readonly work: () => void;
}

export class HandTimers implements Timers {
  readonly waiting = new Set<Waiting>();

  after(ms: number, work: () => void): () => void {
    const entry = { ms, work };
    this.waiting.add(entry);
    return () => this.waiting.delete(entry);
  }

  /** Those that wait for at least `leastMs` and at most `mostMs`. */
  run(leastMs: number, mostMs = leastMs): void {
    for (const entry of [...this.waiting])
      if (entry.ms >= leastMs && entry.ms <= mostMs) {
        this.waiting.delete(entry);
        entry.work();
      }
  }
}
