/** Sends one webhook to the merchant's backend. */

export interface WebhookMessage {
  /** The `webhook-id`. */
  readonly id: string;
  /** The exact bytes to sign and send. */
  readonly payload: string;
}

export type WebhookResult =
  | { readonly kind: "delivered"; readonly status: number }
  /** `gone`: the receiver returned 410 Gone. `retryAfterSeconds`: from the receiver's Retry-After. */
  | {
      readonly kind: "failed";
      readonly status: number | null;
      readonly error: "timeout" | "connection" | "status";
      readonly gone: boolean;
      readonly retryAfterSeconds: number | null;
    }
  /** The relay aborted it while shutting down. Doesn't count as an attempt. */
  | { readonly kind: "aborted" };

export interface WebhookSender {
  /** Signs and sends once, without following redirects. Never throws for receiver or network errors. */
  send(message: WebhookMessage, nowMs: number): Promise<WebhookResult>;
}
