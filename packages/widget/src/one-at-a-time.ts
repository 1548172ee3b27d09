/** Elements and tabs that want the same order take turns, so that the second finds what the first has made. */

/** After so long another one's turn is not waited for: the kept key alone makes one order of two requests. */
const PATIENCE_MS = 10_000;

/** Runs `work` while nobody else in this browser runs work of that name. Where there are no locks it runs at once. */
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
      setTimeout(resolve, PATIENCE_MS);
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
