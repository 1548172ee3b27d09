/** All attempts of one sandbox, in memory and bounded. */
import type { Attempt } from "./attempts.ts";
import { stateOf } from "./attempts.ts";

export const MAX_ATTEMPTS = 10_000;

export class Ledger {
  readonly #attempts = new Map<string, Attempt>();
  readonly #watchers = new Set<(attempt: Attempt | null) => void>();
  readonly #capacity: number;

  constructor(capacity = MAX_ATTEMPTS) {
    this.#capacity = capacity;
  }

  get(originatorConversationId: string): Attempt | undefined {
    return this.#attempts.get(originatorConversationId);
  }

  /**
   * Adds an attempt, or replaces the one of the same id. Beyond the capacity the oldest finished attempt is
   * forgotten; returns false, and adds nothing, when every attempt is still open.
   */
  put(attempt: Attempt): boolean {
    const id = attempt.originatorConversationId;
    if (!this.#attempts.has(id) && !this.#makeRoom()) return false;
    this.#attempts.set(id, attempt);
    for (const watch of this.#watchers) watch(attempt);
    return true;
  }

  newestFirst(): Attempt[] {
    return [...this.#attempts.values()].reverse();
  }

  find(matches: (attempt: Attempt) => boolean): Attempt | undefined {
    for (const attempt of this.#attempts.values())
      if (matches(attempt)) return attempt;
    return undefined;
  }

  clear(): void {
    this.#attempts.clear();
    for (const watch of this.#watchers) watch(null);
  }

  /** Calls `watcher` with every attempt that is added or changed, with null after a reset; returns how to stop. */
  watch(watcher: (attempt: Attempt | null) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #makeRoom(): boolean {
    if (this.#attempts.size < this.#capacity) return true;
    for (const [id, attempt] of this.#attempts) {
      if (stateOf(attempt) === "pending") continue;
      return this.#attempts.delete(id);
    }
    return false;
  }
}
