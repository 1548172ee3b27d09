/** Waiting, and how long. */

const FIRST_MS = 500;
const LONGEST_MS = 8000;

/** Doubles with every failure, up to 8 s; half of it is chance, so that a crowd does not come back at once. */
export function backOffMs(failures: number): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
  return (most * (1 + Math.random())) / 2;
}

/** Resolves after `ms`, or as soon as the signal is aborted: look at the signal afterwards. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      resolve();
    });
  });
}
