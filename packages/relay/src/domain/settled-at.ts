/** When what the provider said of an attempt or refund became final. Pure. */
import type { AttemptFacts } from "./attempt.ts";
import type { Instant } from "./observation.ts";

/** When the last final result was recorded: a refusal may be followed by a payment. Null if there is none. */
export function settledAt({
  success,
  mismatch,
  refusal,
  payments,
}: AttemptFacts): Instant | null {
  const times = [success, mismatch, refusal, ...payments].flatMap((each) =>
    each === null ? [] : [each.at],
  );
  return times.length === 0 ? null : Math.max(...times);
}
