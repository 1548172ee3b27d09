/** Where API keys live. A change counts at once at every relay, so nobody keeps a copy. */
import type { ApiKey } from "../domain/api-key.ts";
import type { Instant } from "../domain/observation.ts";

export interface ApiKeys {
  find(id: string): Promise<ApiKey | undefined>;
  /** Oldest first. */
  list(): Promise<readonly ApiKey[]>;
  /** When keys were last used, by id; also of `CONFIGURED_KEY_ID`. */
  lastUses(): Promise<ReadonlyMap<string, Instant>>;
}

export interface ApiKeysTransaction {
  /** All keys, oldest first. Excludes other changes of keys until the transaction ends. */
  list(): Promise<readonly ApiKey[]>;
  /** Inserts or replaces by id. Read the list first. */
  put(key: ApiKey): Promise<void>;
  /** Does nothing if it doesn't exist. */
  remove(id: string): Promise<void>;
  /** Does nothing if the key is gone, or a later use is known. */
  noteUse(id: string, at: Instant): Promise<void>;
}
