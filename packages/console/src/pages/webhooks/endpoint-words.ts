/** A webhook endpoint's state and events, in words. */
import type { TemplateResult } from "lit";
import type { WebhookEndpoint, WebhookEvent } from "@malipo/protocol/merchant";
import { badge } from "../../ui/badge.ts";
import { words } from "../../words/words.ts";

/** Named for the compiler, which misses one that is new; the interface's schemas stay out of the page. */
const EVENTS: Readonly<Record<WebhookEvent, null>> = {
  "order.paid": null,
  "order.partly_paid": null,
  "order.expired": null,
  "order.cancelled": null,
  "order.review": null,
  "order.overpaid": null,
  "attempt.failed": null,
  "refund.paid": null,
  "refund.failed": null,
};
export const EVENT_NAMES = Object.keys(EVENTS) as readonly WebhookEvent[];

export function endpointBadge({
  paused,
  gone,
}: WebhookEndpoint): TemplateResult {
  const { states } = words().webhooks;
  if (paused) return badge(states.paused, "wait");
  return gone ? badge(states.gone, "bad") : badge(states.on, "good");
}
