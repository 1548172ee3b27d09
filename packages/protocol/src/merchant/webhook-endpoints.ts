/** Where webhooks are sent: the endpoint of the configuration, and others. */
import { z } from "zod";
import { MAX_DESCRIPTION, MAX_URL } from "../limits.ts";
import { nameSchema } from "./api-keys.ts";
import { timeSchema } from "./common.ts";
import { DELIVERY_ERRORS } from "./deliveries.ts";
import { WEBHOOK_EVENTS } from "./webhooks.ts";

/** Null: all events, also those of later versions. */
const eventsSchema = z
  .array(z.enum(WEBHOOK_EVENTS))
  .min(1)
  .refine(
    (events) => new Set(events).size === events.length,
    "must not repeat an event",
  )
  .meta({ uniqueItems: true })
  .nullable();

const descriptionSchema = z
  .string()
  .trim()
  .min(1)
  .max(MAX_DESCRIPTION)
  .nullable();

const urlSchema = z.url().max(MAX_URL);

export const webhookEndpointSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    /** That of `MALIPO_WEBHOOK_URL` is shown without its query. */
    url: z.string(),
    events: z.array(z.enum(WEBHOOK_EVENTS)).nullable(),
    /** Nothing is sent; what there is to tell is kept for later. */
    paused: z.boolean(),
    /** It responded 410: nothing more is sent until a delivery is redriven, the URL changes or it is resumed. */
    gone: z.boolean(),
    /** `MALIPO_WEBHOOK_URL`: changed in the configuration only. */
    configured: z.boolean(),
    createdAt: timeSchema.nullable(),
    /** Until when messages are signed with the secret from before a rotation as well. */
    previousSecretUntil: timeSchema.nullable(),
  })
  .meta({ id: "WebhookEndpoint" });
export type WebhookEndpoint = Readonly<z.infer<typeof webhookEndpointSchema>>;

export const createWebhookEndpointSchema = z.strictObject({
  name: nameSchema,
  url: urlSchema,
  description: descriptionSchema.optional(),
  events: eventsSchema.optional(),
});

export const updateWebhookEndpointSchema = z
  .strictObject({
    name: nameSchema,
    url: urlSchema,
    description: descriptionSchema,
    events: eventsSchema,
    paused: z.boolean(),
  })
  .partial();

export const oneWebhookEndpointSchema = z
  .strictObject({ webhookEndpoint: webhookEndpointSchema })
  .meta({ id: "OneWebhookEndpoint" });

/** `secret`: `whsec_…`, to verify what is received. It is shown this once. */
export const newWebhookEndpointSchema = z
  .strictObject({ webhookEndpoint: webhookEndpointSchema, secret: z.string() })
  .meta({ id: "NewWebhookEndpoint" });
export type NewWebhookEndpoint = Readonly<
  z.infer<typeof newWebhookEndpointSchema>
>;

export const webhookEndpointListSchema = z
  .strictObject({ webhookEndpoints: z.array(webhookEndpointSchema) })
  .meta({ id: "WebhookEndpointList" });

/** How the receiver responded to a test message. */
export const webhookTestSchema = z
  .strictObject({
    /** The `webhook-id`. */
    id: z.string(),
    delivered: z.boolean(),
    status: z.int().nullable(),
    error: z.enum(DELIVERY_ERRORS).nullable(),
  })
  .meta({ id: "WebhookTest" });
export type WebhookTest = Readonly<z.infer<typeof webhookTestSchema>>;
