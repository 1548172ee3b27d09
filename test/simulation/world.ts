/**
 * One process with a time of its own. What happens later waits in a heap; a step takes the first of it and ends when
 * nothing moves any more, so that the same seed always gives the same history.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { mix } from "./random.ts";
import type { Seeded } from "./random.ts";
import { Violation, assertKept } from "./violation.ts";
import type { Promised } from "./violation.ts";

interface Event {
  readonly at: number;
  /** Of two at the same moment the one that was planned first comes first. */
  readonly place: number;
  work: (() => void) | null;
}

const TRACE_KEPT = 4000;
/** Four times as many as the busiest of 300 histories takes. */
const MOST_STEPS = 30_000;

export class World {
  /** The true time in milliseconds, which no relay's clock need agree with. */
  now: number;
  readonly startedAt: number;
  /** What goes wrong does so no more, and everything has time to come right. */
  healedAt: number | null = null;
  readonly random: Seeded;
  readonly #heap: Event[] = [];
  #places = 0;
  #steps = 0;
  #busy = 0;
  #hash = 0;
  #lines = 0;
  readonly trace: string[] = [];
  #failure: { readonly error: unknown } | null = null;

  get healed(): boolean {
    return this.healedAt !== null;
  }

  constructor(random: Seeded, now: number) {
    this.random = random;
    this.now = now;
    this.startedAt = now;
  }

  /** Runs `work` later; returns the function that calls it off. */
  after(ms: number, work: () => void): () => void {
    const event: Event = {
      at: this.now + Math.max(0, ms),
      place: (this.#places += 1),
      work,
    };
    this.#push(event);
    return () => {
      event.work = null;
    };
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(ms, resolve);
    });
  }

  /** Real work that takes real time, which a step waits for. */
  async busy<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
    }
  }

  /** Lets somebody live by themselves; what they throw ends the history. */
  let(life: Promise<unknown>): void {
    life.catch((error: unknown) => {
      this.fail(error);
    });
  }

  fail(error: unknown): void {
    this.#failure ??= { error };
  }

  /** A promise that is not kept ends the history at the end of the step, whoever notices it and whatever they catch. */
  keep(holds: boolean, promise: Promised, what: string): void {
    if (!holds) this.fail(new Violation(promise, what));
  }

  note(who: string, what: string): void {
    const line = `${((this.now - this.startedAt) / 1000).toFixed(3)} ${who}: ${what}`;
    this.#hash = mix(line, this.#hash);
    this.#lines += 1;
    this.trace.push(line);
    if (this.trace.length > TRACE_KEPT)
      this.trace.splice(0, this.trace.length - TRACE_KEPT / 2);
  }

  /** Names the history: two of one name took the same course. */
  get hash(): string {
    return `${this.#hash.toString(16).padStart(8, "0")}-${this.#lines}`;
  }

  /** The next thing that was planned, and all that it leads to at that moment. False where it is after `until`. */
  async step(until: number): Promise<boolean> {
    const [first] = this.#heap;
    if (first === undefined || first.at > until) {
      this.now = until;
      return false;
    }
    this.#pop();
    if (first.work === null) return true;
    this.now = first.at;
    this.#steps += 1;
    assertKept(
      this.#steps <= MOST_STEPS,
      "nobody works for nothing",
      "somebody does the same again and again",
    );
    first.work();
    await this.settle();
    return true;
  }

  async settle(): Promise<void> {
    let idleTurns = 0;
    while (idleTurns < 2) {
      await nextTurn();
      idleTurns = this.#busy === 0 ? idleTurns + 1 : 0;
    }
    if (this.#failure !== null) throw this.#failure.error;
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let i = heap.push(event) - 1;
    for (;;) {
      const up = (i - 1) >> 1;
      const parent = heap[up];
      if (i === 0 || parent === undefined || isBefore(parent, event)) break;
      heap[i] = parent;
      i = up;
    }
    heap[i] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let i = 0;
    for (;;) {
      const left = heap[2 * i + 1];
      const right = heap[2 * i + 2];
      if (left === undefined) break;
      const isLeft = right === undefined || isBefore(left, right);
      const child = isLeft ? left : right;
      if (isBefore(last, child)) break;
      heap[i] = child;
      i = 2 * i + (isLeft ? 1 : 2);
    }
    heap[i] = last;
  }
}

const isBefore = (a: Event, b: Event): boolean =>
  a.at < b.at || (a.at === b.at && a.place < b.place);

/** A promise that others settle. */
export function deferred<T>(): {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
} {
  let settle: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: settle };
}
