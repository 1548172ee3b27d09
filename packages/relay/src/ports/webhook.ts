/** Sends one webhook to the merchant's backend. */
import type { DeliveryError } from "../domain/delivery.ts";

export interface WebhookMessage {
  /** The `webhook-id`. */
  readonly id: string;
  /** The exact bytes to sign and send. */
  readonly payload: string;
}

export type WebhookResult =
  | { readonly kind: "delivered"; readonly status: number }
  /** `retryAfterSeconds`: from the receiver's Retry-After. */
  | {
      readonly kind: "failed";
      readonly status: number | null;
      readonly error: DeliveryError;
      readonly retryAfterSeconds: number | null;
    }
  /** The relay aborted it while shutting down. Doesn't count as an attempt. */
  | { readonly kind: "aborted" };

export interface WebhookSender {
  /** Names the endpoint: another URL is another endpoint, which has not been gone. Not the URL, which may hold a key. */
  readonly endpoint: string;
  readonly url: string;
  /** Signs and sends once, without following redirects. Never throws for receiver or network errors. */
  send(message: WebhookMessage, nowMs: number): Promise<WebhookResult>;
}
