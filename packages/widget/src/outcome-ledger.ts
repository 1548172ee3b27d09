/** Reports each outcome once: a list covers reloads, a lock covers tabs. */
import { readStored, storeKey, writeStored } from "./intent-store.ts";

/** Enough for one browser and one shop. */
const MAX_REMEMBERED = 50;
/** How long to hold the lock, so that other tabs see the list. */
const HOLD_MS = 3000;

/** Calls `tell` unless this browser has already reported the outcome, or another tab is reporting it. */
export function emitOnce(
  relay: string,
  outcomeId: string,
  tell: () => void,
): void {
  const key = storeKey(relay, "told");
  const claim = (): void => {
    const stored = readStored(key);
    const told: readonly unknown[] = Array.isArray(stored) ? stored : [];
    if (told.includes(outcomeId)) return;
    writeStored(key, [...told, outcomeId].slice(-MAX_REMEMBERED));
    tell();
  };
  // Locks need a secure context. Without them, two tabs may both report an outcome that arrives at the same moment.
  if (!("locks" in navigator)) {
    claim();
    return;
  }
  navigator.locks
    .request(key + outcomeId, { ifAvailable: true }, (lock) => {
      if (lock) claim();
      return lock && new Promise((resolve) => setTimeout(resolve, HOLD_MS));
    })
    .catch(claim);
}
