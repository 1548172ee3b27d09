/** The timers of one component, cancelled together on reset and close. */
export class Timers {
  readonly #pending = new Set<NodeJS.Timeout>();
  #closed = false;

  /** Runs `action` after `delayMs`. Returns a function to cancel it. Doesn't keep the process alive. */
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

  /** Cancels all pending timers. */
  clear(): void {
    for (const timer of this.#pending) clearTimeout(timer);
    this.#pending.clear();
  }

  /** Cancels all pending timers and ignores new ones. */
  close(): void {
    this.#closed = true;
    this.clear();
  }
}
