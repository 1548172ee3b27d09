/**
 * What each failure code means for a retry, from the advice in Daraja's documentation and the provider's transaction
 * result codes.
 */
import type { Failure, FailureCode } from "@malipo/protocol";

const RETRY_AFTER_SECONDS: Readonly<Record<FailureCode, number | null>> = {
  insufficient_funds: 0,
  limit_exceeded: null,
  wrong_pin: 0,
  phone_unreachable: 0,
  session_busy: 120,
  declined: 0,
  invalid_account: 0,
  provider_unavailable: 30,
  amount_mismatch: null,
  unknown: 0,
};

/** `retryable: false` if the same request can only fail again. */
export function toFailure(code: FailureCode): Failure {
  const seconds = RETRY_AFTER_SECONDS[code];
  return { code, retryable: seconds !== null, retryAfterSeconds: seconds ?? 0 };
}
