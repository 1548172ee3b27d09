/** Endpoints that the merchant has made, and what connects to them. That of the configuration is not among them. */
import type { EndpointState } from "../domain/delivery-order.ts";
import type { WebhookEndpoint } from "../domain/webhook-endpoint.ts";
import type { WebhookSender } from "./webhook.ts";

export interface WebhookEndpoints {
  /** Oldest first; deleted ones too, as long as they are there. */
  list(): Promise<readonly WebhookEndpoint[]>;
  find(id: string): Promise<WebhookEndpoint | undefined>;
}

export interface WebhookEndpointsTransaction {
  /** As they are now, in the same order. */
  list(): Promise<readonly WebhookEndpoint[]>;
  /** The same; nobody else changes any of them until the transaction ends. */
  lock(): Promise<readonly WebhookEndpoint[]>;
  /** As of the store, without a second connection. */
  readEndpointState(id: string): Promise<EndpointState>;
  /** Inserts or replaces by id. */
  put(endpoint: WebhookEndpoint): Promise<void>;
}

export interface WebhookConnector {
  /** Why this URL is refused before any look-up of its host; null if only the connection can tell. */
  whyRefused(url: string): string | null;
  /** `secrets`: the bytes after `whsec_`; each makes a signature. */
  connect(url: string, secrets: readonly Uint8Array[]): WebhookSender;
}
