/** What the sandbox knows of a deposit (M-Pesa prompt) or a checkout (card page). */
import type { Operator } from "../lib/operators.ts";
import type { Outcome } from "./outcomes.ts";

export interface Decision {
  readonly outcome: Outcome;
  readonly at: Date;
  /** M-Pesa receipt or card reference; `null` for a deposit that was not paid. */
  readonly reference: string | null;
}

/** `stk` and `deposit` are the first and the second call of a deposit, `c2b` tells of a payment by hand. */
export type CallbackName = "checkout" | "stk" | "deposit" | "c2b";

/** One callback on its way; changes as it is tried. */
export interface Delivery {
  readonly name: CallbackName;
  state: "waiting" | "delivered" | "failed";
  /** What came back each time: a status, or why there was none. */
  readonly tries: {
    readonly at: string;
    readonly status: number | null;
    readonly error: string | null;
  }[];
}

/** What callbacks are sent about. */
export interface CallbackSubject {
  readonly originatorConversationId: string;
  readonly callbackUrl: string;
  /** Shared by all versions of the subject; the callback delivery adds to it. */
  readonly deliveries: Delivery[];
}

interface AttemptBase extends CallbackSubject {
  /** The provider's own id, under either of its two names. */
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
  /** Whose prompt it is. */
  readonly operator: Operator;
  readonly accountNo: string | null;
  readonly description: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly merchantRequestId: string;
  readonly checkoutRequestId: string;
  /** Who answers the prompt: a person on the phone page, or the payer that the phone's last digits stand for. */
  readonly payer: "person" | "automatic";
  readonly promptEndsAt: Date;
  /** The person chose not to answer; the prompt is off the screen and runs out. */
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
  /** Names the hosted page, so it is unguessable. */
  readonly checkoutId: string;
  readonly reference: string;
  readonly routeId: string;
  readonly channelType: number;
  readonly notes: string;
  readonly currencyCode: number;
  /** As it was sent, to be repeated to the letter. */
  readonly dueDate: string;
  readonly returnUrl: string;
  readonly cancelUrl: string;
  readonly accountNo: string;
  readonly lines: readonly CheckoutLine[];
}

export type Attempt = DepositAttempt | CheckoutAttempt;

/** A checkout that nobody decided before its due date. */
export function isLapsed(attempt: CheckoutAttempt, now = new Date()): boolean {
  return attempt.decision === null && Date.parse(attempt.dueDate) <= +now;
}

/** `pending`, or how it ended. A lapsed checkout counts as timed out. */
export function stateOf(attempt: Attempt): Outcome | "pending" {
  if (attempt.decision !== null) return attempt.decision.outcome;
  return attempt.kind === "checkout" && isLapsed(attempt)
    ? "timed_out"
    : "pending";
}
