/** One try to pay an order by one method, as the shopper's side sees it. */
import { z } from "zod";

/** The methods that pages have words of their own for. A relay may offer others: `methods` of an order says what they are. */
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
 * `unconfirmed` is entered when the deadline passes without an answer and is left only by the
 * provider's answer: it means "nobody knows yet", never "failed".
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

/** Why an attempt did not pay, and whether trying again helps (after `retryAfterSeconds`, 0 = at once). */
export const failureSchema = z.strictObject({
  code: failureCodeSchema,
  retryable: z.boolean(),
  retryAfterSeconds: z.int().min(0),
});
export type Failure = Readonly<z.infer<typeof failureSchema>>;

export const ACTION_TYPES = ["redirect", "prompt", "paybill", "tag"] as const;

/** What the shopper has to do now, where a page can help with it. */
export const actionSchema = z.discriminatedUnion("type", [
  /** Send the browser to the provider's hosted page. */
  z.strictObject({ type: z.literal("redirect"), url: z.url() }),
  /** Look at the phone; `phone` is masked ("0712 ••• 678"). */
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
    status: attemptStatusSchema,
    action: actionSchema.nullable(),
    failure: failureSchema.nullable(),
    /** When the prompt on the phone (or the hosted page) lapses; null where nothing lapses. */
    promptExpiresAt: time.nullable(),
    /** Before this moment a new attempt by the same method will not help; null when it does not matter. */
    retryAt: time.nullable(),
    createdAt: time,
  })
  .meta({ id: "Attempt" });
export type Attempt = Readonly<z.infer<typeof attemptSchema>>;
