/** What the merchant is told, kept as a list for those who ask. */
import type { WebhookPayload } from "@malipo/protocol/merchant";
import type { Instant } from "./observation.ts";

export interface MerchantEvent {
  /** Derived from what happened, so that each event is stored once. The `webhook-id`. */
  readonly id: string;
  readonly orderId: string;
  /** The JSON that webhooks have, fixed when the event is stored. */
  readonly payload: string;
  readonly createdAt: Instant;
}

/** Of an event or a delivery. The relay alone writes it, so its shape is known. */
export const readPayload = (payload: string): WebhookPayload =>
  JSON.parse(payload) as WebhookPayload;
