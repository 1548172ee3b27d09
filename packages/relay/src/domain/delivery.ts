/** One message to the merchant's backend, written with the change that it tells of and sent until it is taken. */
import type { DeliveryStatus, WebhookEvent } from "@malipo/protocol/merchant";
import type { Instant } from "./observation.ts";

export type { DeliveryStatus, WebhookEvent };

/** Money moved, or a person must look: sent before all others. */
const URGENT_EVENTS: ReadonlySet<WebhookEvent> = new Set([
  "order.paid",
  "order.overpaid",
  "order.review",
  "refund.paid",
  "refund.failed",
]);

export const isUrgentEvent = (event: WebhookEvent): boolean =>
  URGENT_EVENTS.has(event);

export interface Delivery {
  /** The `webhook-id`: the same for every try, so that the receiver can tell a repeat. A function of what it tells, so that it is written once. */
  readonly id: string;
  readonly event: WebhookEvent;
  readonly orderId: string;
  /** The JSON that is sent, fixed when it was written. */
  readonly payload: string;
  readonly status: DeliveryStatus;
  /** How many tries have ended. A redrive begins again at 0. */
  readonly tries: number;
  readonly lastTryAt: Instant | null;
  /** The receiver's HTTP status; null where there was none. */
  readonly lastStatus: number | null;
  /** A word for why the last try failed ("timeout", "connection", "status"); null after a success. */
  readonly lastError: string | null;
  /** When it is sent next; null where it is not pending. */
  readonly nextTryAt: Instant | null;
  readonly createdAt: Instant;
  readonly deliveredAt: Instant | null;
}
