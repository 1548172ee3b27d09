/** What the relay tells the merchant's backend: the bodies of its webhooks. */
import { z } from "zod";
import { orderSchema } from "../order.ts";
import { merchantAttemptSchema } from "./attempt.ts";
import { timeSchema } from "./common.ts";
import { refundSchema } from "./refunds.ts";

/** https://www.standardwebhooks.com; our names (types are dot separated). */
export const WEBHOOK_EVENTS = [
  "order.paid",
  "order.partly_paid",
  "order.expired",
  "order.cancelled",
  "order.review",
  "order.overpaid",
  "attempt.failed",
  "refund.paid",
  "refund.failed",
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** `data.attempt` and `data.refund` are there where the event is about one. */
export const webhookPayloadSchema = z
  .strictObject({
    type: z.enum(WEBHOOK_EVENTS),
    /** When it was written. */
    timestamp: timeSchema,
    data: z.strictObject({
      order: orderSchema,
      attempt: merchantAttemptSchema.optional(),
      refund: refundSchema.optional(),
    }),
  })
  .meta({ id: "WebhookPayload" });
export type WebhookPayload = Readonly<z.infer<typeof webhookPayloadSchema>>;

/** The type of a test message. It is sent when somebody asks for it, whatever the endpoint's events are. */
export const TEST_EVENT = "webhook.test";

export const testPayloadSchema = z
  .strictObject({
    type: z.literal(TEST_EVENT),
    timestamp: timeSchema,
    data: z.strictObject({
      endpoint: z.strictObject({ id: z.string(), name: z.string() }),
    }),
  })
  .meta({ id: "WebhookTestPayload" });
export type TestPayload = Readonly<z.infer<typeof testPayloadSchema>>;
