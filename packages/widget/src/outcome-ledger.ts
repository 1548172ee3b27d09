/** Each outcome is told to the page once: across reloads by a list, across tabs by a lock. */
import { readStored, storeKey, writeStored } from "./intent-store.ts";

/** Plenty for one browser and one shop. */
const REMEMBERED = 50;
/** Until the list has surely reached the other tabs. */
const HOLD_MS = 3000;

/** Calls `tell` unless this browser has told the outcome before, or another tab is doing it right now. */
export function tellOnce(
  relay: string,
  outcomeId: string,
  tell: () => void,
): void {
  const key = storeKey(relay, "told");
  const claim = (): void => {
    const stored = readStored(key);
    const told: readonly unknown[] = Array.isArray(stored) ? stored : [];
    if (told.includes(outcomeId)) return;
    writeStored(key, [...told, outcomeId].slice(-REMEMBERED));
    tell();
  };
  // Locks need a secure context; without them two tabs that hear of it in the same instant may both tell.
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
