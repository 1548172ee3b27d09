/** Tracks running calls, so that a shutdown can wait for them and their results are recorded. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Timers } from "./ports/timers.ts";

export interface InFlight {
  /** Wraps an object so that promises returned by its methods are tracked. */
  watch<T extends object>(target: T): T;
  /** Resolves when nothing has been running for a turn of the event loop, or after `limitMs`. */
  idle(limitMs: number): Promise<void>;
}

export function createInFlight(timers: Timers): InFlight {
  const running = new Set<Promise<unknown>>();

  const track = (result: unknown): unknown => {
    if (result instanceof Promise) {
      const ended = result
        .catch(() => undefined)
        .finally(() => running.delete(ended));
      running.add(ended);
    }
    return result;
  };

  const untilIdle = async (signal: AbortSignal): Promise<void> => {
    do {
      await Promise.all(running);
      // A finished call may start another one, which records its result.
      await nextTurn();
    } while (running.size > 0 && !signal.aborted);
  };

  return {
    watch: (target) =>
      new Proxy(target, {
        get(object, name) {
          const value: unknown = Reflect.get(object, name, object);
          return typeof value === "function"
            ? (...args: unknown[]) => track(Reflect.apply(value, object, args))
            : value;
        },
      }),
    async idle(limitMs) {
      const ending = new AbortController();
      let cancel: (() => void) | undefined;
      const late = new Promise<void>((resolve) => {
        cancel = timers.after(limitMs, resolve);
      });
      await Promise.race([untilIdle(ending.signal), late]);
      ending.abort();
      cancel?.();
    },
  };
}
