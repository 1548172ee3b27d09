/** Errors between the page and the relay, with stable codes. */
import type { Merchant } from "@malipo/protocol";
import { ticks } from "./clock.ts";
import { warnOnce } from "./console.ts";
import type { ErrorDetail } from "./events.ts";
import type { Trouble } from "./state/checkout-state.ts";
import type { ErrorCode } from "./state/error-code.ts";

/** A failed call or an invalid configuration. */
export class CheckoutError extends Error {
  readonly code: ErrorCode;
  /** HTTP status; 0 if there was no response. */
  readonly status: number;
  /** From `Retry-After`; 0 if absent. */
  readonly retryAfterMs: number;
  /** The invalid attribute or field; for `order_elsewhere`, the order id; for a closed link, the merchant's message. */
  readonly about: string | undefined;
  /** Of a payment link that takes no payments. */
  readonly merchant: Merchant | undefined;

  constructor(
    code: ErrorCode,
    cause?: unknown,
    status = 0,
    retryAfterMs = 0,
    about?: string,
    merchant?: Merchant,
  ) {
    super(code, { cause });
    this.code = code;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.about = about;
    this.merchant = merchant;
  }
}

/** An attribute is missing or invalid. Also prints advice for the developer to the console. */
export function misconfigured(
  field: string,
  about?: string,
  cause?: unknown,
): CheckoutError {
  warnOnce(field, about);
  return new CheckoutError("configuration", cause, 0, 0, field);
}

/** Wraps anything thrown in a `CheckoutError`. */
export function toCheckoutError(
  error: unknown,
  otherwise: ErrorCode = "malformed_answer",
): CheckoutError {
  return error instanceof CheckoutError
    ? error
    : new CheckoutError(otherwise, error);
}

/** The relay has refused the request for good: repeating it is pointless. */
export function isRefusal(error: unknown): boolean {
  const { status, code } = toCheckoutError(error);
  return status >= 400 && status < 500 && !isTransient(code);
}

/** The same call may succeed later. */
export function isTransient(code: ErrorCode): boolean {
  return /^(network|malformed|internal|request_in|too_many|check)|_unavailable$/.test(
    code,
  );
}

/** As shown on the screen. */
export function toTrouble({
  code,
  retryAfterMs,
  about,
}: CheckoutError): Trouble {
  return { code, until: retryAfterMs && ticks() + retryAfterMs, about };
}

/** As reported to the page. */
export function toErrorDetail({
  code,
  about,
  merchant,
}: CheckoutError): ErrorDetail {
  const elsewhere = code === "order_elsewhere";
  return {
    code,
    recoverable: elsewhere || isTransient(code),
    ...(about &&
      !merchant &&
      (elsewhere ? { orderId: about } : { field: about })),
  };
}
