/** Waits for a program to answer. */
import { setTimeout as pause } from "node:timers/promises";

const PAUSE_MS = 100;
const ANSWER_WITHIN_MS = 2_000;

/** Resolves when the address answers 200; rejects with the signal's reason when that comes first. */
export async function untilReady(
  url: string,
  signal: AbortSignal,
): Promise<void> {
  while (!(await isReady(url, signal))) {
    signal.throwIfAborted();
    await pause(PAUSE_MS, undefined, { signal });
  }
}

async function isReady(url: string, signal: AbortSignal): Promise<boolean> {
  const timeout = AbortSignal.timeout(ANSWER_WITHIN_MS);
  try {
    const answer = await fetch(url, {
      signal: AbortSignal.any([signal, timeout]),
      redirect: "manual",
    });
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    return false;
  }
}
