/** What webhooks say, as a list. */
import { z } from "zod";
import { nextCursorSchema, pageQuerySchema } from "./common.ts";
import { webhookPayloadSchema } from "./webhooks.ts";

/** `asc`: oldest first. `desc`: newest first, from the newest on, or from before `cursor`. */
export const EVENT_ORDERS = ["asc", "desc"] as const;
export type EventOrder = (typeof EVENT_ORDERS)[number];

/** Query of `GET /v1/merchant/events`. */
export const eventListQuerySchema = pageQuerySchema.extend({
  /** The `cursor` of the last event that is known: what follows it. With `cursor` as well, that counts. */
  after: z.string().min(1).max(256).optional(),
  order: z.enum(EVENT_ORDERS).default("asc"),
});

export const merchantEventSchema = z
  .strictObject({
    /** The `webhook-id` under which endpoints are told of it. */
    id: z.string(),
    /** Pass it as `after` to go on behind this event. */
    cursor: z.string(),
    payload: webhookPayloadSchema,
  })
  .meta({ id: "MerchantEvent" });
export type MerchantEvent = Readonly<z.infer<typeof merchantEventSchema>>;

export const eventListSchema = z
  .strictObject({
    events: z.array(merchantEventSchema),
    nextCursor: nextCursorSchema,
  })
  .meta({ id: "EventList" });
