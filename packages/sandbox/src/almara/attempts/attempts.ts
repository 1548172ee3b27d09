/** A deposit (M-Pesa prompt) or a checkout (card page). */
import type { Operator } from "../lib/operators.ts";
import type { Outcome } from "./outcomes.ts";

export interface Decision {
  readonly outcome: Outcome;
  readonly at: Date;
  /** M-Pesa receipt or card reference; `null` for a deposit that was not paid. */
  readonly reference: string | null;
}

/** `stk` and `deposit` are the two callbacks of a deposit; `c2b` reports a paybill payment. */
export type CallbackName = "checkout" | "stk" | "deposit" | "c2b";

/** A callback and its attempts; mutable. */
export interface Delivery {
  readonly name: CallbackName;
  state: "waiting" | "delivered" | "failed";
  /** The status of each attempt, or why there was none. */
  readonly tries: {
    readonly at: string;
    readonly status: number | null;
    readonly error: string | null;
  }[];
}

/** The subject of callbacks. */
export interface CallbackSubject {
  readonly originatorConversationId: string;
  readonly callbackUrl: string;
  /** Shared by all versions of the subject; the callback delivery adds to it. */
  readonly deliveries: Delivery[];
}

interface AttemptBase extends CallbackSubject {
  /** The provider's id, which has two names. */
  readonly conversationId: string;
  readonly amountCents: number;
  readonly currency: string;
  readonly createdAt: Date;
  readonly decision: Decision | null;
}

export interface DepositAttempt extends AttemptBase {
  readonly kind: "deposit";
  /** Digits only: `254712345678`. */
  readonly phone: string;
  readonly shortCode: string;
  /** The operator that sends the prompt. */
  readonly operator: Operator;
  readonly accountNo: string | null;
  readonly description: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly merchantRequestId: string;
  readonly checkoutRequestId: string;
  /** Who answers the prompt: a person on the phone page, or automatically by the phone's last digits. */
  readonly payer: "person" | "automatic";
  readonly promptEndsAt: Date;
  /** The person ignored the prompt; it is hidden and will expire. */
  readonly ignored: boolean;
}

export interface CheckoutLine {
  readonly sku: string;
  readonly name: string;
  readonly priceCents: number;
}

export interface CheckoutAttempt extends AttemptBase {
  readonly kind: "checkout";
  readonly id: string;
  /** Part of the hosted page's URL, so it must be unguessable. */
  readonly checkoutId: string;
  readonly reference: string;
  readonly routeId: string;
  readonly channelType: number;
  readonly notes: string;
  readonly currencyCode: number;
  /** The request's original value, to be repeated exactly. */
  readonly dueDate: string;
  readonly returnUrl: string;
  readonly cancelUrl: string;
  readonly accountNo: string;
  readonly lines: readonly CheckoutLine[];
}

export type Attempt = DepositAttempt | CheckoutAttempt;

/** Whether a checkout has passed its due date undecided. */
export function isLapsed(attempt: CheckoutAttempt, now = new Date()): boolean {
  return attempt.decision === null && Date.parse(attempt.dueDate) <= +now;
}

/** `pending`, or the outcome. An expired checkout counts as timed out. */
export function stateOf(attempt: Attempt): Outcome | "pending" {
  if (attempt.decision !== null) return attempt.decision.outcome;
  return attempt.kind === "checkout" && isLapsed(attempt)
    ? "timed_out"
    : "pending";
}
