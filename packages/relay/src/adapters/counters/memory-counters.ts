/** Counters of this process alone. */
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { Counters } from "../../ports/counters.ts";
import { toCounter } from "./to-counter.ts";

export function createMemoryCounters(): Counters {
  return {
    make: ({ requests, seconds }) =>
      toCounter(new RateLimiterMemory({ points: requests, duration: seconds })),
  };
}
