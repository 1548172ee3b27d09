/** Carries one message to the merchant's backend. */

export interface WebhookMessage {
  /** The `webhook-id`. */
  readonly id: string;
  /** The very bytes that are signed and sent. */
  readonly payload: string;
}

export type WebhookAnswer =
  | { readonly kind: "delivered"; readonly status: number }
  /** `gone`: the receiver wants no more of it (410). `retryAfterSeconds` where the receiver names it. */
  | {
      readonly kind: "failed";
      readonly status: number | null;
      readonly error: "timeout" | "connection" | "status";
      readonly gone: boolean;
      readonly retryAfterSeconds: number | null;
    }
  /** The relay itself broke it off because it ends: no try, whatever the receiver made of it. */
  | { readonly kind: "aborted" };

export interface WebhookSender {
  /** Signs and sends once, following no redirect. Never throws for what the receiver or the network does. */
  send(message: WebhookMessage, nowMs: number): Promise<WebhookAnswer>;
}
