/** Things that are known by an id, in memory and bounded. */

const MAX_RECORDS = 10_000;

export class KeyedRecords<Item> {
  readonly #items = new Map<string, Item>();
  readonly #watchers = new Set<(item: Item | null) => void>();
  readonly #keyOf: (item: Item) => string;
  readonly #isOver: (item: Item) => boolean;
  readonly #capacity: number;

  /** `isOver` says what may be forgotten when there is no room. */
  constructor(
    keyOf: (item: Item) => string,
    isOver: (item: Item) => boolean,
    capacity = MAX_RECORDS,
  ) {
    this.#keyOf = keyOf;
    this.#isOver = isOver;
    this.#capacity = capacity;
  }

  get(key: string): Item | undefined {
    return this.#items.get(key);
  }

  /**
   * Adds an item, or replaces the one of the same key. Beyond the capacity the oldest one that is over is forgotten;
   * returns false, and adds nothing, when every one is still open.
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

  /** Calls `watcher` with every item that is added or changed, with null after a reset; returns how to stop. */
  watch(watcher: (item: Item | null) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #makeRoom(): boolean {
    if (this.#items.size < this.#capacity) return true;
    for (const [key, item] of this.#items)
      if (this.#isOver(item)) return this.#items.delete(key);
    return false;
  }
}
