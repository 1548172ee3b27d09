/** Serializes elements and tabs that need the same order, so that the second finds the first's order. */

/** After this time, stop waiting: the stored idempotency key alone prevents a second order. */
const TIMEOUT_MS = 10_000;

/** Runs `work` under a lock of that name in this browser; without the Web Locks API, immediately. */
export async function oneAtATime<Result>(
  name: string,
  work: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  signal.addEventListener("abort", release);
  if ("locks" in navigator)
    await new Promise<void>((resolve) => {
      setTimeout(resolve, TIMEOUT_MS);
      navigator.locks
        .request(name, { signal }, () => {
          resolve();
          return held;
        })
        .catch(() => {
          resolve();
        });
    });
  try {
    signal.throwIfAborted();
    return await work();
  } finally {
    release();
  }
}
