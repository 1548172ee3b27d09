/** Things that are known by their originatorConversationId, in memory and bounded. */

export const MAX_RECORDS = 10_000;

export interface Identified {
  readonly originatorConversationId: string;
}

export class Records<Item extends Identified> {
  readonly #items = new Map<string, Item>();
  readonly #watchers = new Set<(item: Item | null) => void>();
  readonly #isOver: (item: Item) => boolean;
  readonly #capacity: number;

  /** `isOver` says what may be forgotten when there is no room. */
  constructor(isOver: (item: Item) => boolean, capacity = MAX_RECORDS) {
    this.#isOver = isOver;
    this.#capacity = capacity;
  }

  get(originatorConversationId: string): Item | undefined {
    return this.#items.get(originatorConversationId);
  }

  /**
   * Adds an item, or replaces the one of the same id. Beyond the capacity the oldest one that is over is forgotten;
   * returns false, and adds nothing, when every one is still open.
   */
  put(item: Item): boolean {
    const id = item.originatorConversationId;
    if (!this.#items.has(id) && !this.#makeRoom()) return false;
    this.#items.set(id, item);
    for (const watch of this.#watchers) watch(item);
    return true;
  }

  newestFirst(): Item[] {
    return [...this.#items.values()].reverse();
  }

  find(matches: (item: Item) => boolean): Item | undefined {
    for (const item of this.#items.values()) if (matches(item)) return item;
    return undefined;
  }

  clear(): void {
    this.#items.clear();
    for (const watch of this.#watchers) watch(null);
  }

  /** Calls `watcher` with every item that is added or changed, with null after a reset; returns how to stop. */
  watch(watcher: (item: Item | null) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #makeRoom(): boolean {
    if (this.#items.size < this.#capacity) return true;
    for (const [id, item] of this.#items)
      if (this.#isOver(item)) return this.#items.delete(id);
    return false;
  }
}
