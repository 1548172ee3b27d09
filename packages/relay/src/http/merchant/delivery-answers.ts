/** What the merchant's side answers about webhooks. */
import { z } from "zod";
import { DELIVERY_STATUSES, WEBHOOK_EVENTS } from "@malipo/protocol/merchant";

const time = z.iso.datetime();

export const deliverySchema = z
  .strictObject({
    /** The `webhook-id`, the same for every try. */
    id: z.string(),
    event: z.enum(WEBHOOK_EVENTS),
    orderId: z.string(),
    status: z.enum(DELIVERY_STATUSES),
    tries: z.int().min(0),
    lastTryAt: time.nullable(),
    /** The receiver's HTTP status. */
    lastStatus: z.int().nullable(),
    lastError: z.string().nullable(),
    nextTryAt: time.nullable(),
    createdAt: time,
    deliveredAt: time.nullable(),
  })
  .meta({ id: "Delivery" });

/** `payload`: the JSON that is sent. */
export const deliveryWithPayloadSchema = deliverySchema
  .extend({ payload: z.record(z.string(), z.unknown()) })
  .meta({ id: "DeliveryWithPayload" });

export const deliveryListSchema = z
  .strictObject({
    deliveries: z.array(deliverySchema),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "DeliveryList" });
