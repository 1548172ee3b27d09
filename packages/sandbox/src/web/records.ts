/** A bounded in-memory store of objects by id. */

const MAX_RECORDS = 10_000;

export class KeyedRecords<Item> {
  readonly #items = new Map<string, Item>();
  readonly #watchers = new Set<(item: Item | null) => void>();
  readonly #keyOf: (item: Item) => string;
  readonly #isFinal: (item: Item) => boolean;
  readonly #capacity: number;

  /** `isFinal`: whether an item may be evicted. */
  constructor(
    keyOf: (item: Item) => string,
    isFinal: (item: Item) => boolean,
    capacity = MAX_RECORDS,
  ) {
    this.#keyOf = keyOf;
    this.#isFinal = isFinal;
    this.#capacity = capacity;
  }

  get(key: string): Item | undefined {
    return this.#items.get(key);
  }

  /**
   * Adds or replaces an item. Beyond the capacity, evicts the oldest final item; returns false, and adds nothing, if no
   * item is final.
   */
  put(item: Item): boolean {
    const key = this.#keyOf(item);
    if (!this.#items.has(key) && !this.#makeRoom()) return false;
    this.#items.set(key, item);
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

  /** Calls `watcher` with every added or changed item, and with null after a reset. Returns a function to stop. */
  watch(watcher: (item: Item | null) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #makeRoom(): boolean {
    if (this.#items.size < this.#capacity) return true;
    for (const [key, item] of this.#items)
      if (this.#isFinal(item)) return this.#items.delete(key);
    return false;
  }
}
