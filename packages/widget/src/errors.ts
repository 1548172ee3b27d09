/** Everything that can go wrong between the page and the relay, by a stable code. */
import { ticks } from "./clock.ts";
import { warnOnce } from "./console.ts";
import type { ErrorDetail } from "./events.ts";
import type { Trouble } from "./state/checkout-state.ts";
import type { ErrorCode } from "./state/error-code.ts";

/** A call that brought no usable answer. */
export class CheckoutError extends Error {
  readonly code: ErrorCode;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** From `Retry-After`; 0 when the relay sent none. */
  readonly retryAfterMs: number;
  /** The attribute or field that is wrong; with `order_elsewhere` the order. */
  readonly about: string | undefined;

  constructor(
    code: ErrorCode,
    cause?: unknown,
    status = 0,
    retryAfterMs = 0,
    about?: string,
  ) {
    super(code, { cause });
    this.code = code;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.about = about;
  }
}

/** What the page says of the element makes no sense, or is missing. Its developer reads in the console what to do. */
export function misconfigured(
  field: string,
  about?: string,
  cause?: unknown,
): CheckoutError {
  warnOnce(field, about);
  return new CheckoutError("configuration", cause, 0, 0, field);
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

/** As it is told on the screen. */
export function toTrouble({
  code,
  retryAfterMs,
  about,
}: CheckoutError): Trouble {
  return { code, until: retryAfterMs && ticks() + retryAfterMs, about };
}

/** As the page is told. */
export function toErrorDetail({ code, about }: CheckoutError): ErrorDetail {
  const elsewhere = code === "order_elsewhere";
  return {
    code,
    recoverable: elsewhere || isPassing(code),
    ...(about && (elsewhere ? { orderId: about } : { field: about })),
  };
}
