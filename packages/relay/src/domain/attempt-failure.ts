/** Why an attempt failed, and when another can succeed. Pure. */
import type { Failure } from "@malipo/protocol";
import {
  SUBMIT_SURELY_OVER_MS,
  attemptStatus,
  mayStillPrompt,
} from "./attempt.ts";
import type { Attempt } from "./attempt.ts";
import { toFailure } from "./failure.ts";
import type { Instant } from "./observation.ts";

export function attemptFailure(attempt: Attempt): Failure | null {
  const { facts } = attempt;
  switch (attemptStatus(attempt)) {
    case "failed":
      if (facts.mismatch !== null) return toFailure("amount_mismatch");
      return toFailure(
        facts.refusal === null
          ? "provider_unavailable"
          : (facts.refusal.code ?? "unknown"),
      );
    case "expired":
      return facts.refusal?.code == null ? null : toFailure(facts.refusal.code);
    default:
      return null;
  }
}

/** The earliest time at which a retry with the same method can help; null if it doesn't matter. */
export function retryAt(attempt: Attempt): Instant | null {
  if (mayStillPrompt(attempt)) return attempt.plan.deadlineAt;
  const failure = attemptFailure(attempt);
  if (failure === null || !failure.retryable || failure.retryAfterSeconds === 0)
    return null;
  // Must not move with repeated responses, or the shopper would wait forever.
  const from = attempt.facts.refusal?.at ?? absentFrom(attempt);
  return from + failure.retryAfterSeconds * 1000;
}

/** The wall-clock time from which "not found" means that the submit never arrived. */
function absentFrom({ plan, facts }: Attempt): Instant {
  const endOfSubmit =
    facts.submitUnknownAt ?? plan.createdAt + SUBMIT_SURELY_OVER_MS;
  return endOfSubmit + plan.absentAfterMs;
}
