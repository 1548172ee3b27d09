/** Remembers when keys were used: coarsely, and not while the caller waits. */
import type { Instant } from "../../domain/observation.ts";
import type { Deps } from "../shared/deps.ts";

const EVERY_MS = 60_000;

/** At most one write for each key and minute, of each relay. After a crash, the last minute may be missing. */
export function createUseNotes(
  deps: Pick<Deps, "store" | "clock" | "log">,
): (keyId: string) => void {
  // As many as there are keys.
  const notedAt = new Map<string, Instant>();
  return (keyId) => {
    const now = deps.clock.now();
    const sinceMs = now - (notedAt.get(keyId) ?? -Infinity);
    // A clock that was set back must not stop the notes.
    if (sinceMs >= 0 && sinceMs < EVERY_MS) return;
    notedAt.set(keyId, now);
    deps.store
      .transaction((tx) => tx.apiKeys.noteUse(keyId, now))
      .catch((error: unknown) => {
        notedAt.delete(keyId);
        deps.log.warn({ err: error, keyId }, "a key's use could not be noted");
      });
  };
}
