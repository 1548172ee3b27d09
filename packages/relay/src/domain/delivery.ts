/**
 * A webhook to the merchant's backend, stored in the same transaction as the change it reports and sent until it is
 * delivered.
 */
import type {
  DeliveryError,
  DeliveryStatus,
  WebhookEvent,
} from "@malipo/protocol/merchant";
import type { Instant } from "./observation.ts";
import type { TraceContext } from "./trace-context.ts";

export type { DeliveryError, DeliveryStatus, WebhookEvent };

/** Money moved, or a review is needed: sent before all others. */
const URGENT_EVENTS: ReadonlySet<WebhookEvent> = new Set([
  "order.paid",
  "order.partly_paid",
  "order.overpaid",
  "order.review",
  "refund.paid",
  "refund.failed",
]);

export const isUrgentEvent = (event: WebhookEvent): boolean =>
  URGENT_EVENTS.has(event);

/** Its trace is that of the order. */
export interface Delivery extends TraceContext {
  /** Derived from event and endpoint, so that each endpoint is told once. For that of the configuration, the event's id. */
  readonly id: string;
  /**
   * The `webhook-id`: the same for every attempt and at every endpoint, so that receivers can detect duplicates.
   */
  readonly eventId: string;
  readonly endpointId: string;
  readonly event: WebhookEvent;
  readonly orderId: string;
  /** The JSON to send, fixed when the delivery is created. */
  readonly payload: string;
  readonly status: DeliveryStatus;
  /** Finished attempts. A redrive resets it to 0. */
  readonly tries: number;
  readonly lastTryAt: Instant | null;
  /** The receiver's HTTP status; null if there was no response. */
  readonly lastStatus: number | null;
  /** Why the last attempt failed, or why there will be no more; null after a success. */
  readonly lastError: DeliveryError | null;
  /** When it will be sent next; null if it is not pending. */
  readonly nextTryAt: Instant | null;
  readonly createdAt: Instant;
  readonly deliveredAt: Instant | null;
}
