/** When a request is sent again, and after how long. */

/** The relay did not take the request, or can't say yet: RFC 6585, section 4, and RFC 9110, section 15.6. */
const TRANSIENT: readonly number[] = [429, 500, 502, 503, 504];

const FIRST_DELAY_MS = 500;

/** Whether the same request may have a better response later. `code` of the problem, if there is one. */
export const isTransient = (
  status: number,
  code: string | undefined,
): boolean =>
  code === undefined
    ? TRANSIENT.includes(status)
    : // Conflicts are final, but for the one with a request of the same key that still runs.
      code === "request_in_progress" ||
      (TRANSIENT.includes(status) && code !== "provider_not_configured");

/**
 * Milliseconds before the next try; undefined if that is more than `longestMs`, the caller's patience. Doubles with each
 * try, and differs between clients so that they don't come back together.
 */
export function retryDelayMs(
  tries: number,
  retryAfterSeconds: number | null,
  longestMs: number,
  random: number,
): number | undefined {
  const backOff = FIRST_DELAY_MS * 2 ** (tries - 1) * (0.5 + random / 2);
  const delay = Math.max(backOff, (retryAfterSeconds ?? 0) * 1000);
  return delay > longestMs ? undefined : delay;
}

/** Resolves after the time; rejects with the signal's reason. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", end);
      resolve();
    }, ms);
    if (signal?.aborted === true) end();
    else signal?.addEventListener("abort", end, { once: true });
  });
}
