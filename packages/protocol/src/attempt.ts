/** An attempt to pay an order with one method, as the shopper's API shows it. */
import { z } from "zod";
import { amountSchema } from "./amount.ts";

/** Methods that the widget has texts for. A relay may offer others; an order's `methods` describes them. */
export const METHODS = [
  "card",
  "mpesa",
  "airtel",
  "paybill",
  "flexpay",
] as const;
/** What the shopper chooses. */
export const methodSchema = z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/);
export type Method = z.infer<typeof methodSchema>;

/**
 * `unconfirmed`: the deadline has passed without a result. Only the provider's result ends it. It means "not known
 * yet", never "failed".
 */
export const ATTEMPT_STATUSES = [
  "submitting",
  "submit_unknown",
  "awaiting_payer",
  "processing",
  "unconfirmed",
  "succeeded",
  "failed",
  "cancelled",
  "expired",
] as const;
export const attemptStatusSchema = z.enum(ATTEMPT_STATUSES);
export type AttemptStatus = z.infer<typeof attemptStatusSchema>;

export const FAILURE_CODES = [
  "insufficient_funds",
  "limit_exceeded",
  "wrong_pin",
  "phone_unreachable",
  "session_busy",
  "declined",
  "invalid_account",
  "provider_unavailable",
  "amount_mismatch",
  "unknown",
] as const;
export const failureCodeSchema = z.enum(FAILURE_CODES);
export type FailureCode = z.infer<typeof failureCodeSchema>;

/** Why an attempt did not pay, and whether trying again helps (after `retryAfterSeconds`; 0: immediately). */
export const failureSchema = z.strictObject({
  code: failureCodeSchema,
  retryable: z.boolean(),
  retryAfterSeconds: z.int().min(0),
});
export type Failure = Readonly<z.infer<typeof failureSchema>>;

export const ACTION_TYPES = ["redirect", "prompt", "paybill", "tag"] as const;

/** What the shopper has to do next. */
export const actionSchema = z.discriminatedUnion("type", [
  /** Redirect the browser to the provider's hosted page. */
  z.strictObject({ type: z.literal("redirect"), url: z.url() }),
  /** Answer the prompt on the phone; `phone` is masked ("0712 ••• 678"). */
  z.strictObject({ type: z.literal("prompt"), phone: z.string() }),
  z.strictObject({
    type: z.literal("paybill"),
    shortCode: z.string(),
    account: z.string(),
  }),
  z.strictObject({
    type: z.literal("tag"),
    tag: z.string(),
    narration: z.string(),
  }),
]);
export type Action = Readonly<z.infer<typeof actionSchema>>;

const time = z.iso.datetime();

export const attemptSchema = z
  .strictObject({
    /** The provider's `originatorConversationId`. */
    id: z.string(),
    method: methodSchema,
    /** What it asks for, where that is not the order's whole amount. */
    amount: amountSchema.optional(),
    status: attemptStatusSchema,
    action: actionSchema.nullable(),
    failure: failureSchema.nullable(),
    /** When the prompt or the hosted page expires, or null. */
    promptExpiresAt: time.nullable(),
    /** A new attempt with the same method can't succeed before this time; null if it doesn't matter. */
    retryAt: time.nullable(),
    createdAt: time,
  })
  .meta({ id: "Attempt" });
export type Attempt = Readonly<z.infer<typeof attemptSchema>>;
