/** The document's webhooks: one per event, with an example body. */
import { webhookPayloadSchema } from "@malipo/protocol/merchant";
import type { WebhookEvent, WebhookPayload } from "@malipo/protocol/merchant";
import {
  MERCHANT_ATTEMPT,
  ORDER,
  MERCHANT_ORDER,
  PARTLY_PAID_ORDER,
  REFUND,
  WEBHOOK,
} from "../kit/examples.ts";
import type { Components, Json } from "./components.ts";

interface Described {
  readonly summary: string;
  readonly data: WebhookPayload["data"];
}

const WEBHOOKS: Readonly<Record<WebhookEvent, Described>> = {
  "order.paid": {
    summary: "An order is paid",
    data: { order: MERCHANT_ORDER },
  },
  "order.partly_paid": {
    summary: "A part of an order is paid, and more is due",
    data: { order: PARTLY_PAID_ORDER, attempt: MERCHANT_ATTEMPT },
  },
  "order.expired": {
    summary: "An order has expired without a payment",
    data: { order: { ...ORDER, status: "expired" } },
  },
  "order.cancelled": {
    summary: "An order was cancelled",
    data: { order: { ...ORDER, status: "cancelled" } },
  },
  "order.review": {
    summary: "An order needs a manual review",
    data: {
      order: { ...MERCHANT_ORDER, flags: { ...ORDER.flags, review: true } },
    },
  },
  "order.overpaid": {
    summary: "More was paid than the order asked for",
    data: {
      order: { ...MERCHANT_ORDER, flags: { ...ORDER.flags, overpaid: true } },
    },
  },
  "attempt.failed": {
    summary: "An attempt to pay an order has failed",
    data: {
      order: ORDER,
      attempt: {
        ...MERCHANT_ATTEMPT,
        status: "failed",
        receipt: null,
        failure: {
          code: "insufficient_funds",
          retryable: true,
          retryAfterSeconds: 0,
        },
      },
    },
  },
  "refund.paid": {
    summary: "A refund is paid",
    data: {
      order: MERCHANT_ORDER,
      refund: { ...REFUND, status: "paid", receipt: "TKM1PQ9R3S" },
    },
  },
  "refund.failed": {
    summary: "A refund has failed: nothing was sent",
    data: {
      order: MERCHANT_ORDER,
      refund: { ...REFUND, status: "failed", failure: "invalid_account" },
    },
  },
};

/** Standard Webhooks 1.0, https://www.standardwebhooks.com. */
const HEADERS = [
  ["webhook-id", "The same for every attempt.", "msg_3q2xVb0yT1uH5cK8nZpL6w"],
  ["webhook-timestamp", "When it was sent, in Unix seconds.", "1795338161"],
  [
    "webhook-signature",
    "HMAC-SHA256 of id, timestamp and body, one per secret.",
    "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
  ],
] as const;

/** Also what `malipo trigger` sends. */
export const webhookExample = (event: WebhookEvent): WebhookPayload => ({
  ...WEBHOOK,
  type: event,
  data: WEBHOOKS[event].data,
});

export function describeWebhook(
  event: WebhookEvent,
  { toSchema }: Components,
): Json {
  const { summary } = WEBHOOKS[event];
  return {
    post: {
      operationId: `on${event.replaceAll(/(?:^|\.)(\w)/g, (_part, letter: string) => letter.toUpperCase())}`,
      tags: ["Webhooks"],
      summary,
      security: [],
      parameters: HEADERS.map(([name, description, value]) => ({
        name,
        in: "header",
        required: true,
        description,
        example: value,
        schema: { type: "string" },
      })),
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: toSchema(webhookPayloadSchema, "output"),
            example: webhookExample(event),
          },
        },
      },
      responses: {
        "2XX": { description: "Accepted. Any other status is retried." },
        "410": { description: "Gone: no further attempts." },
      },
    },
  };
}
