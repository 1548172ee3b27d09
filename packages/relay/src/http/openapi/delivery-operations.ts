/** The calls about webhooks to the merchant's backend. */
import {
  deliveryListSchema as answerSchema,
  deliverySchema,
  deliveryWithPayloadSchema,
} from "../merchant/delivery-answers.ts";
import { deliveryListSchema, emptySchema } from "../merchant/schemas.ts";
import type { OperationGroup } from "./operation.ts";

const access = "merchantKey";

export const DELIVERY_OPERATIONS: OperationGroup = {
  tag: "Webhooks",
  description:
    "What the merchant's backend was told, and having it told again.",
  operations: [
    {
      method: "get",
      path: "/v1/merchant/deliveries",
      id: "listDeliveries",
      summary: "List webhooks, newest first",
      access,
      query: deliveryListSchema,
      answers: {
        200: { description: "A page of them.", schema: answerSchema },
      },
    },
    {
      method: "get",
      path: "/v1/merchant/deliveries/:id",
      id: "readDelivery",
      summary: "Read a webhook with its payload",
      access,
      answers: {
        200: {
          description: "The webhook.",
          schema: deliveryWithPayloadSchema,
        },
      },
      problems: ["not_found"],
    },
    {
      method: "post",
      path: "/v1/merchant/deliveries/:id/redrive",
      id: "redriveDelivery",
      summary: "Send a webhook again, under the same id",
      access,
      body: emptySchema,
      bodyIsOptional: true,
      answers: {
        202: { description: "It is sent soon.", schema: deliverySchema },
      },
      problems: ["not_found"],
    },
  ],
};
