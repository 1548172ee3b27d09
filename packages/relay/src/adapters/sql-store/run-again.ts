/** Runs a transaction again that PostgreSQL gave up for another's sake. */
import { setTimeout as sleep } from "node:timers/promises";
import { isGivenUp } from "./postgres-errors.ts";

/** How often one transaction is run in all. */
const MOST_RUNS = 5;
const PAUSE_MS = 50;

/**
 * PostgreSQL gives a row to whoever asks first once the lock's holder is gone, not to whoever has waited for it. Without
 * the pause, which grows, a transaction run again could take its row before the one it was given up for, and meet it in
 * the next deadlock.
 */
export async function runAgain<T>(
  run: () => Promise<T>,
  pause: (ms: number) => Promise<unknown> = sleep,
): Promise<T> {
  for (let runs = 1; runs < MOST_RUNS; runs += 1)
    try {
      return await run();
    } catch (error) {
      if (!isGivenUp(error)) throw error;
      await pause(PAUSE_MS * runs);
    }
  return run();
}
