/** Where the console's sessions live: a sign-out counts at once at every relay. */
import type { ConsoleSession } from "../domain/console-session.ts";
import type { Instant } from "../domain/observation.ts";

export interface ConsoleSessions {
  find(digest: string): Promise<ConsoleSession | undefined>;
}

export interface ConsoleSessionsTransaction {
  insert(session: ConsoleSession): Promise<void>;
  /** Does nothing if the session is gone, or was seen later. */
  noteSeen(digest: string, at: Instant): Promise<void>;
  /** Does nothing if it doesn't exist. */
  remove(digest: string): Promise<void>;
  /** All of a key, except its `keep` newest. */
  removeOfKey(keyId: string, keep: number): Promise<void>;
  /** Those that were created, or last seen, before these moments. */
  removeOlder(createdBefore: Instant, seenBefore: Instant): Promise<void>;
}
