/** The delays of one part of the sandbox, so that resetting or closing it leaves nothing behind. */
export class Timers {
  readonly #pending = new Set<NodeJS.Timeout>();
  #closed = false;

  /** Runs `action` once after `delayMs`; the returned function prevents that. The process may end before. */
  after(delayMs: number, action: () => void): () => void {
    if (this.#closed) return () => undefined;
    const timer = setTimeout(() => {
      this.#pending.delete(timer);
      action();
    }, delayMs).unref();
    this.#pending.add(timer);
    return () => {
      clearTimeout(timer);
      this.#pending.delete(timer);
    };
  }

  /** Drops all that is pending; the timers can be used again. */
  clear(): void {
    for (const timer of this.#pending) clearTimeout(timer);
    this.#pending.clear();
  }

  /** Drops all that is pending; nothing runs from here on. */
  close(): void {
    this.#closed = true;
    this.clear();
  }
}
