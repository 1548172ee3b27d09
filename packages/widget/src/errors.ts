/** Everything that can go wrong between the page and the relay, by a stable code. */
import type { ErrorCode } from "./state/error-code.ts";

/** A call that brought no usable answer. */
export class CheckoutError extends Error {
  readonly code: ErrorCode;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** From `Retry-After`; 0 when the relay sent none. */
  readonly retryAfterMs: number;

  constructor(code: ErrorCode, cause?: unknown, status = 0, retryAfterMs = 0) {
    super(code, { cause });
    this.code = code;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Anything thrown, as one of ours. */
export function toCheckoutError(
  error: unknown,
  otherwise: ErrorCode = "malformed_answer",
): CheckoutError {
  return error instanceof CheckoutError
    ? error
    : new CheckoutError(otherwise, error);
}

/** The relay has answered, and the answer is no: sending the same again is no use. "Not now" is no such answer. */
export function isRefusal(error: unknown): boolean {
  const { status, code } = toCheckoutError(error);
  return status >= 400 && status < 500 && !isPassing(code);
}

/** The same call may well go through a little later. */
export function isPassing(code: ErrorCode): boolean {
  return /^(network|malformed|internal|request_in|too_many|check)|_unavailable$/.test(
    code,
  );
}
