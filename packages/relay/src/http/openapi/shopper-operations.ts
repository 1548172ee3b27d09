/** The calls of the shopper's page. */
import {
  attemptAnswerSchema,
  changeOrderSchema,
  createOrderAnswerSchema,
  createOrderSchema,
  orderSchema,
  paymentLinkSchema,
  resumeOrderSchema,
  startAttemptSchema,
  tokenAnswerSchema,
} from "@malipo/protocol";
import type { OperationGroup } from "./operation.ts";

const order = { description: "The order.", schema: orderSchema };
const attempt = {
  description: "The attempt and its order.",
  schema: attemptAnswerSchema,
};

export const SHOPPER_OPERATIONS: OperationGroup = {
  tag: "Shopper",
  description: "What the widget calls, from a page on an allowed origin.",
  operations: [
    {
      method: "post",
      path: "/v1/orders",
      id: "createOrder",
      summary: "Create an order from a cart or a payment link",
      description:
        "The page says what and how many; the relay prices it. The same key and body give the same answer, also after a crash.",
      access: "page",
      idempotencyKey: "required",
      body: createOrderSchema,
      answers: {
        201: { description: "The order.", schema: createOrderAnswerSchema },
      },
      problems: [
        "amount_not_allowed",
        "amount_out_of_range",
        "amount_required",
        "cart_token_invalid",
        "catalog_unavailable",
        "currency_unsupported",
        "link_inactive",
        "not_found",
        "quantity_too_large",
        "return_url_refused",
        "too_many_requests",
        "unknown_sku",
      ],
    },
    {
      method: "get",
      path: "/v1/orders/:id",
      id: "readOrder",
      summary: "Read an order",
      access: "relayToken",
      answers: {
        200: order,
        304: { description: "It is the version in `If-None-Match`." },
      },
      problems: ["too_many_requests"],
    },
    {
      method: "patch",
      path: "/v1/orders/:id",
      id: "changeOrder",
      summary: "Change the lines of an order that nobody has tried to pay",
      access: "relayToken",
      body: changeOrderSchema,
      answers: { 200: order },
      problems: [
        "catalog_unavailable",
        "currency_unsupported",
        "order_not_changeable",
        "quantity_too_large",
        "too_many_requests",
        "unknown_sku",
      ],
    },
    {
      method: "post",
      path: "/v1/orders/:id/token",
      id: "refreshToken",
      summary:
        "Exchange the resume secret, or the one-time code of a return from a hosted page, for a fresh relay token",
      access: "page",
      body: resumeOrderSchema,
      answers: {
        200: { description: "A token.", schema: tokenAnswerSchema },
      },
      problems: ["not_found", "too_many_requests"],
    },
    {
      method: "post",
      path: "/v1/orders/:id/attempts",
      id: "startAttempt",
      summary: "Try to pay the order by one method",
      access: "relayToken",
      idempotencyKey: "required",
      body: startAttemptSchema,
      answers: { 201: attempt },
      problems: [
        "attempt_alive",
        "method_unavailable",
        "order_closed",
        "order_under_review",
        "phone_invalid",
        "phone_not_allowed",
        "phone_required",
        "too_many_requests",
      ],
    },
    {
      method: "post",
      path: "/v1/orders/:id/attempts/:attemptId/check",
      id: "checkAttempt",
      summary: "Ask the provider now",
      access: "relayToken",
      answers: { 200: attempt },
      problems: ["check_too_soon", "too_many_requests"],
    },
    {
      method: "post",
      path: "/v1/orders/:id/attempts/:attemptId/cancel",
      id: "cancelAttempt",
      summary: "The shopper gives up",
      description: "Only wins when the provider agrees that it is not paid.",
      access: "relayToken",
      answers: { 200: attempt },
      problems: ["check_too_soon", "too_many_requests"],
    },
    {
      method: "get",
      path: "/v1/orders/:id/events",
      id: "streamOrder",
      summary: "Follow the order by Server-Sent Events",
      description:
        "`event: order`, `id` its version, `data` the whole order: the snapshot first, then every change, until the order is final. `event: reauth` says that the token ends soon.",
      access: "relayToken",
      answers: {
        200: { description: "The stream.", type: "text/event-stream" },
      },
      problems: ["too_many_streams", "too_many_requests"],
    },
    {
      method: "get",
      path: "/v1/payment-links/:id",
      id: "readPaymentLink",
      summary: "Read what a page needs to show a payment link",
      access: "page",
      answers: {
        200: { description: "The link.", schema: paymentLinkSchema },
      },
      problems: ["not_found", "too_many_requests"],
    },
  ],
};
