/** Timers; replaced in tests. */
export interface Timers {
  /** Runs `work` once after `ms` milliseconds, independent of clock changes. Returns a function that cancels it. */
  after(ms: number, work: () => void): () => void;
}
