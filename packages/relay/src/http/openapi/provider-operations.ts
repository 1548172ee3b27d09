/** The addresses that providers and the browsers they send back call. */
import { z } from "zod";
import type { Answer, OperationGroup } from "./operation.ts";

const receivedSchema = z
  .strictObject({ received: z.literal(true) })
  .meta({ id: "Received" });

const received: Answer = {
  description: "It is on disk.",
  schema: receivedSchema,
};
const toShop: Answer = {
  description:
    "To the shop's page, with `malipo_order=<order id>`, and with `malipo_code=<one-time code>` where `s` is right.",
};
const ANY_BODY = { body: z.unknown(), bodyType: "*/*" } as const;
const BACK = ["not_found", "too_many_requests"] as const;

export const PROVIDER_OPERATIONS: OperationGroup = {
  tag: "Provider",
  description: "What the payment providers call. A callback is only a hint.",
  operations: [
    {
      method: "post",
      path: "/callbacks/:provider/:attemptId",
      id: "receiveCallback",
      summary: "Receive a callback about an attempt",
      access: "mac",
      ...ANY_BODY,
      answers: { 200: received },
    },
    {
      method: "post",
      path: "/callbacks/almara/c2b",
      id: "receivePaybillNotice",
      summary: "Receive a notice of a payment to the paybill number",
      description:
        "Its MAC is over `c2b`, so there is one address for each merchant. No query exists for such payments: the notice itself pays.",
      access: "mac",
      ...ANY_BODY,
      answers: { 200: received },
    },
    {
      method: "post",
      path: "/callbacks/flexpay",
      id: "receiveSignedWebhook",
      summary: "Receive a signed message about a transfer",
      access: "signature",
      ...ANY_BODY,
      answers: { 200: received },
    },
    {
      method: "post",
      path: "/checkout/cart",
      id: "receiveUnsignedCallback",
      summary: "Receive a callback at the documented address without a MAC",
      access: "anyone",
      ...ANY_BODY,
      answers: { 200: received },
      problems: ["body_too_large", "not_found", "too_many_requests"],
    },
    ...(["return", "cancel"] as const).flatMap((name) =>
      (["get", "post"] as const).map((method) => ({
        method,
        path: `/${name}/:attemptId`,
        id: `${name}By${method === "get" ? "Get" : "Post"}`,
        summary:
          name === "return"
            ? "The shopper's browser comes back from the hosted page"
            : "The shopper's browser comes back after giving up",
        access: "anyone" as const,
        ...(method === "post" ? { ...ANY_BODY, bodyIsOptional: true } : {}),
        answers: { 303: toShop },
        problems: BACK,
      })),
    ),
  ],
};
