/** A limiter of rate-limiter-flexible as a counter. */
import { RateLimiterRes } from "rate-limiter-flexible";
import type { RateLimiterAbstract } from "rate-limiter-flexible";
import type { Counter } from "../../ports/counters.ts";

export function toCounter(
  limiter: RateLimiterAbstract,
  toKey: (name: string) => string = (name) => name,
): Counter {
  return {
    async take(name) {
      try {
        await limiter.consume(toKey(name));
        return null;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
        throw refusal;
      }
    },
    async giveBack(name) {
      await limiter.reward(toKey(name));
    },
    async reset(name) {
      await limiter.delete(toKey(name));
    },
  };
}
