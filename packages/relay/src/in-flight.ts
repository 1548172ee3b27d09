/** Counts the calls that are under way, so that a stop can let them end: what a provider was asked to do is recorded. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Timers } from "./ports/timers.ts";

export interface InFlight {
  /** The same object, the promises of whose methods count. */
  watch<T extends object>(target: T): T;
  /** Resolves when nothing has been under way for a turn of the event loop, and at the latest after `limitMs`. */
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
      // What was waited for may lead to more: the answer is written down.
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
      let callOff: (() => void) | undefined;
      const late = new Promise<void>((resolve) => {
        callOff = timers.after(limitMs, resolve);
      });
      await Promise.race([untilIdle(ending.signal), late]);
      ending.abort();
      callOff?.();
    },
  };
}
