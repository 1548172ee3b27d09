/** Deliveries of webhooks to the merchant's backend. */
import { z } from "zod";
import { orderIdSchema } from "../order.ts";
import { nextCursorSchema, pageQuerySchema, timeSchema } from "./common.ts";
import { WEBHOOK_EVENTS } from "./webhooks.ts";

/** `dead`: no more automatic attempts; it can be redriven. */
export const DELIVERY_STATUSES = ["pending", "delivered", "dead"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Why the last attempt failed, or why there are no more. */
export const DELIVERY_ERRORS = [
  /** No response in time. */
  "timeout",
  /** No connection, or it was lost before the response. */
  "connection",
  /** The host has a private address that is not allowed. */
  "private_address",
  /** A 3xx status: redirects are not followed. */
  "redirect",
  /** The endpoint responded 410 to this webhook, or before to another one. */
  "gone",
  /** Any other status that is not 2xx. */
  "status",
  /** The endpoint was deleted. */
  "deleted",
] as const;
export type DeliveryError = (typeof DELIVERY_ERRORS)[number];

/** Query of `GET /v1/merchant/deliveries`. */
export const deliveryListQuerySchema = pageQuerySchema.extend({
  status: z.enum(DELIVERY_STATUSES).optional(),
  orderId: orderIdSchema.optional(),
  /** The id of an endpoint. */
  endpoint: z
    .string()
    .regex(/^we_[\w-]{1,22}$/, "must be the id of a webhook endpoint")
    .optional(),
  /** Only those that need a person: they are dead, and their endpoint was not deleted, so that they can be redriven. */
  attention: z.enum(["any"]).optional(),
});

export const deliverySchema = z
  .strictObject({
    id: z.string(),
    /** The `webhook-id`: the same for every attempt and every endpoint. */
    eventId: z.string(),
    /** Where it is sent. */
    endpointId: z.string(),
    event: z.enum(WEBHOOK_EVENTS),
    orderId: z.string(),
    /** The order's reference. */
    reference: z.string(),
    status: z.enum(DELIVERY_STATUSES),
    /** Completed attempts since it was created or redriven. */
    tries: z.int().min(0),
    lastTryAt: timeSchema.nullable(),
    /** The receiver's HTTP status. */
    lastStatus: z.int().nullable(),
    lastError: z.enum(DELIVERY_ERRORS).nullable(),
    nextTryAt: timeSchema.nullable(),
    createdAt: timeSchema,
    deliveredAt: timeSchema.nullable(),
  })
  .meta({ id: "Delivery" });
export type Delivery = Readonly<z.infer<typeof deliverySchema>>;

/** `payload`: the JSON body of the webhook. */
export const deliveryWithPayloadSchema = deliverySchema
  .extend({ payload: z.record(z.string(), z.unknown()) })
  .meta({ id: "DeliveryWithPayload" });
export type DeliveryWithPayload = Readonly<
  z.infer<typeof deliveryWithPayloadSchema>
>;

export const deliveryListSchema = z
  .strictObject({
    deliveries: z.array(deliverySchema),
    nextCursor: nextCursorSchema,
  })
  .meta({ id: "DeliveryList" });
