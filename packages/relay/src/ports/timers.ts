/** Waiting. Like time itself, tests replace it. */
export interface Timers {
  /** Runs `work` once in `ms` milliseconds, which no change of the clock moves. Returns the function that calls it off. */
  after(ms: number, work: () => void): () => void;
}
