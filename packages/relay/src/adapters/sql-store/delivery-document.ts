/** The stored document of a delivery to a webhook endpoint. */
import {
  DELIVERY_ERRORS,
  DELIVERY_STATUSES,
  WEBHOOK_EVENTS,
} from "@malipo/protocol/merchant";
import { z } from "zod";
import type { Delivery } from "../../domain/delivery.ts";
import { CONFIGURED_ENDPOINT_ID } from "../../domain/webhook-endpoint.ts";
import { createDocument } from "./document.ts";

const instant = z.int();
const maybeInstant = instant.nullable();
const text = z.string();

const storedDelivery = z.looseObject({
  id: text,
  trace: text.optional(),
  tracestate: text.optional(),
  event: z.enum(WEBHOOK_EVENTS),
  orderId: text,
  payload: text,
  status: z.enum(DELIVERY_STATUSES),
  tries: z.int().min(0),
  lastTryAt: maybeInstant,
  lastStatus: z.int().nullable(),
  lastError: z.enum(DELIVERY_ERRORS).nullable(),
  nextTryAt: maybeInstant,
  createdAt: instant,
  deliveredAt: maybeInstant,
  eventId: text.optional(),
  endpointId: text.default(CONFIGURED_ENDPOINT_ID),
});

/** Before there were several endpoints, an event had one delivery, of its id. */
const delivery: z.ZodType<Delivery> = storedDelivery.transform((read) => ({
  ...read,
  eventId: read.eventId ?? read.id,
}));

export const deliveryDocument = createDocument("delivery", delivery);
