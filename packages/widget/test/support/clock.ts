/** Time that passes when a test says so. What is not time (fetch, streams) goes on by itself. */

interface Timer {
  readonly id: number;
  readonly run: () => void;
  readonly everyMs: number | null;
  at: number;
}

const real = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  now: Date.now,
  ticks: performance.now.bind(performance),
};

/** After the timers that were set at the same time: browsers delay those of a timer that was itself set by timers. */
export function nextTask(): Promise<void> {
  return new Promise((done) => {
    real.setTimeout.call(globalThis, done, 0);
  });
}

/** Lets everything that needs no time happen; locks too, which another process of the browser gives. */
export async function settle(turns = 5): Promise<void> {
  await navigator.locks.query();
  for (let turn = 0; turn < turns; turn++) await nextTask();
}

export class FakeClock {
  #now = 0;
  /** The phone's clock minus ours. */
  #wrongMs = 0;
  #openedAt = 0;
  #timers: Timer[] = [];
  #ids = 1_000_000;

  install(): this {
    this.#now = real.now();
    this.#wrongMs = 0;
    this.#openedAt = this.#now - real.ticks();
    this.#timers = [];
    const add =
      (repeats: boolean) =>
      (run: () => void, ms = 0): number => {
        const everyMs = repeats ? Math.max(1, ms) : null;
        this.#timers.push({
          id: ++this.#ids,
          run,
          everyMs,
          at: this.#now + ms,
        });
        return this.#ids;
      };
    const remove = (id?: number): void => {
      this.#timers = this.#timers.filter((timer) => timer.id !== id);
    };
    Object.assign(globalThis, {
      setTimeout: add(false),
      setInterval: add(true),
      clearTimeout: remove,
      clearInterval: remove,
    });
    Date.now = () => this.#now + this.#wrongMs;
    performance.now = () => this.#now - this.#openedAt;
    return this;
  }

  restore(): void {
    const { now, ticks, ...timers } = real;
    Object.assign(globalThis, timers);
    Date.now = now;
    performance.now = ticks;
  }

  /** The phone's clock is set, or goes on while the page's time stands still in the phone's sleep. */
  leap(ms: number): void {
    this.#wrongMs += ms;
  }

  /** Lets what needs no time go on until this holds: how many turns it takes depends on the browser's other processes. */
  async standUntil(holds: () => boolean): Promise<void> {
    while (!holds()) await settle();
  }

  /** Lets `ms` pass, and everything due in it happen in its order. */
  async tick(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const [next] = this.#timers
        .filter((timer) => timer.at <= end)
        .sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#now = Math.max(this.#now, next.at);
      if (next.everyMs === null)
        this.#timers = this.#timers.filter((timer) => timer !== next);
      else next.at += next.everyMs;
      next.run();
      await settle(2);
    }
    this.#now = end;
    await settle();
  }
}

/** In place of the real one for each test of the describe block. */
export function withClock(): FakeClock {
  const clock = new FakeClock();
  beforeEach(() => {
    clock.install();
  });
  afterEach(() => {
    clock.restore();
  });
  return clock;
}
