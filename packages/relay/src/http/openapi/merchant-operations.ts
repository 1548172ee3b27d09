/** The calls of the merchant's backend. */
import { createOrderAnswerSchema } from "@malipo/protocol";
import {
  merchantPaymentLinkSchema,
  oneOrderAnswerSchema,
  orderHistorySchema,
  orderListAnswerSchema,
  paymentLinkListAnswerSchema,
} from "../merchant/answers.ts";
import {
  emptySchema,
  merchantOrderSchema,
  orderListSchema,
  pageSchema,
  paymentLinkWishSchema,
} from "../merchant/schemas.ts";
import type { OperationGroup } from "./operation.ts";
import { REFUND_OPERATIONS, SERVICE_OPERATIONS } from "./service-operations.ts";

const access = "merchantKey";
const link = { description: "The link.", schema: merchantPaymentLinkSchema };
const LINK_PROBLEMS = [
  "provider_not_configured",
  "amount_out_of_range",
  "currency_unsupported",
  "return_url_refused",
] as const;

export const MERCHANT_OPERATIONS: OperationGroup = {
  tag: "Merchant",
  description: "What the merchant's backend calls, never a browser.",
  operations: [
    {
      method: "post",
      path: "/v1/merchant/orders",
      id: "createMerchantOrder",
      summary: "Create an order with the merchant's own prices",
      access,
      idempotencyKey: "optional",
      body: merchantOrderSchema,
      answers: {
        201: { description: "The order.", schema: createOrderAnswerSchema },
      },
      problems: [
        "amount_out_of_range",
        "currency_unsupported",
        "return_url_refused",
      ],
    },
    {
      method: "get",
      path: "/v1/merchant/orders",
      id: "listOrders",
      summary: "List orders, newest first",
      access,
      query: orderListSchema,
      answers: {
        200: { description: "A page of them.", schema: orderListAnswerSchema },
      },
    },
    {
      method: "get",
      path: "/v1/merchant/orders/:id",
      id: "readOrderHistory",
      summary: "Read an order with everything that was learned about it",
      access,
      answers: {
        200: { description: "The history.", schema: orderHistorySchema },
      },
      problems: ["not_found"],
    },
    {
      method: "post",
      path: "/v1/merchant/orders/:id/cancel",
      id: "cancelOrder",
      summary: "End an order that nobody has paid",
      description:
        "The order becomes `cancelled` and `order.cancelled` is sent. `attempt_alive` while a payment may still succeed. Repeating the call changes nothing. A payment that the provider confirms afterwards still counts: the order becomes `paid`, with the flag `late`.",
      access,
      body: emptySchema,
      bodyIsOptional: true,
      answers: {
        200: { description: "The order.", schema: oneOrderAnswerSchema },
      },
      problems: [
        "not_found",
        "attempt_alive",
        "order_closed",
        "order_under_review",
      ],
    },
    {
      method: "post",
      path: "/v1/merchant/payment-links",
      id: "createPaymentLink",
      summary: "Make a payment link",
      access,
      idempotencyKey: "optional",
      body: paymentLinkWishSchema,
      answers: { 201: link },
      problems: LINK_PROBLEMS,
    },
    {
      method: "get",
      path: "/v1/merchant/payment-links",
      id: "listPaymentLinks",
      summary: "List payment links, newest first",
      access,
      query: pageSchema,
      answers: {
        200: {
          description: "A page of them.",
          schema: paymentLinkListAnswerSchema,
        },
      },
    },
    {
      method: "get",
      path: "/v1/merchant/payment-links/:id",
      id: "readMerchantPaymentLink",
      summary: "Read a payment link",
      access,
      answers: { 200: link },
      problems: ["not_found"],
    },
    {
      method: "patch",
      path: "/v1/merchant/payment-links/:id",
      id: "changePaymentLink",
      summary: "Change a payment link, or switch it on or off",
      access,
      body: paymentLinkWishSchema,
      answers: { 200: link },
      problems: [...LINK_PROBLEMS, "not_found"],
    },
    ...REFUND_OPERATIONS,
    ...SERVICE_OPERATIONS,
  ],
};
