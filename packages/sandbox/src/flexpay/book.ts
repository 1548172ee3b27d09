/** All transactions of one sandbox, in memory and bounded. */
import type { Transaction } from "./transaction.ts";

export const MAX_TRANSACTIONS = 10_000;

export class Book {
  readonly #transactions = new Map<string, Transaction>();
  readonly #watchers = new Set<() => void>();
  readonly #capacity: number;

  constructor(capacity = MAX_TRANSACTIONS) {
    this.#capacity = capacity;
  }

  get(reference: string): Transaction | undefined {
    return this.#transactions.get(reference);
  }

  /**
   * Adds a transaction, or replaces the one of the same reference. Beyond the capacity the oldest that has ended is
   * forgotten; returns false, and adds nothing, when all still wait.
   */
  put(transaction: Transaction): boolean {
    const { reference } = transaction;
    if (!this.#transactions.has(reference) && !this.#makeRoom()) return false;
    this.#transactions.set(reference, transaction);
    this.#tell();
    return true;
  }

  newestFirst(): Transaction[] {
    return [...this.#transactions.values()].reverse();
  }

  clear(): void {
    this.#transactions.clear();
    this.#tell();
  }

  /** Calls `watcher` after every change. */
  watch(watcher: () => void): void {
    this.#watchers.add(watcher);
  }

  #makeRoom(): boolean {
    if (this.#transactions.size < this.#capacity) return true;
    for (const [reference, { status }] of this.#transactions)
      if (status !== "AWAITING_ACCEPTANCE")
        return this.#transactions.delete(reference);
    return false;
  }

  #tell(): void {
    for (const watch of this.#watchers) watch();
  }
}
