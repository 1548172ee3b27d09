/** Connects to the endpoints that the merchant has made, by the same rules as to `MALIPO_WEBHOOK_URL`. */
import type { WebhookConnector } from "../../ports/webhook-endpoints.ts";
import { serviceFault } from "../environment/addresses.ts";
import { NOT_PUBLIC, privateHostOf } from "../merchant-http/address-guard.ts";
import type { AddressGuard } from "../merchant-http/address-guard.ts";
import { createWebhookSender } from "./webhook-sender.ts";
import type { WebhookSenderOptions } from "./webhook-sender.ts";

export interface WebhookConnectorOptions extends Omit<
  WebhookSenderOptions,
  "url" | "secrets"
> {
  readonly guard: AddressGuard;
}

export const createWebhookConnector = ({
  guard,
  ...options
}: WebhookConnectorOptions): WebhookConnector => ({
  whyRefused(url) {
    const parsed = URL.parse(url);
    if (parsed === null) return "must be an absolute URL";
    const fault = serviceFault(parsed);
    if (fault !== undefined) return fault;
    return privateHostOf(url, guard) === null ? null : NOT_PUBLIC;
  },
  connect: (url, secrets) => createWebhookSender({ ...options, url, secrets }),
});
