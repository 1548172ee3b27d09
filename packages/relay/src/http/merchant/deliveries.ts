/** Webhook deliveries to the merchant's backend. */
import {
  deliveryListQuerySchema,
  deliveryListSchema,
  deliverySchema,
  deliveryWithPayloadSchema,
  emptyBodySchema,
} from "@malipo/protocol/merchant";
import { NOT_FOUND, mapResult, ok } from "../../domain/errors.ts";
import { readPayload } from "../../domain/merchant-event.ts";
import {
  redriveDelivery,
  toDeliveryJson,
} from "../../use-cases/deliveries/deliveries.ts";
import { DELIVERY, WEBHOOK } from "../kit/examples.ts";
import { printable } from "../kit/path-params.ts";
import { body, json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

const DELIVERY_ID = printable("The delivery's id.", DELIVERY.id);

export const DELIVERY_ROUTES: readonly Route[] = [
  route({
    id: "listDeliveries",
    method: "GET",
    path: "/v1/merchant/deliveries",
    access: "merchantKey",
    scope: "read",
    summary: "List webhooks, newest first",
    query: deliveryListQuerySchema,
    responses: {
      200: json("A page of webhooks.", deliveryListSchema, {
        deliveries: [DELIVERY],
        nextCursor: null,
      }),
    },
    async handle({ deps }, { query: { limit, cursor, ...filter } }) {
      const page = await deps.store.listDeliveries(filter, { limit, cursor });
      return ok({
        deliveries: page.items.map(toDeliveryJson),
        nextCursor: page.nextCursor,
      });
    },
  }),

  route({
    id: "readDelivery",
    method: "GET",
    path: "/v1/merchant/deliveries/:id",
    params: { id: DELIVERY_ID },
    access: "merchantKey",
    scope: "read",
    summary: "Read a webhook with its payload",
    responses: {
      200: json("The webhook.", deliveryWithPayloadSchema, {
        ...DELIVERY,
        payload: { ...WEBHOOK },
      }),
    },
    async handle({ deps }, { params }) {
      const delivery = await deps.store.getDelivery(params.id);
      if (delivery === undefined) return NOT_FOUND;
      const payload = { ...readPayload(delivery.payload) };
      return ok({ ...toDeliveryJson(delivery), payload });
    },
  }),

  route({
    id: "redriveDelivery",
    method: "POST",
    path: "/v1/merchant/deliveries/:id/redrive",
    params: { id: DELIVERY_ID },
    access: "merchantKey",
    scope: "orders",
    audit: { object: "delivery", param: "id" },
    summary: "Send a webhook again, under the same id",
    body: body(emptyBodySchema, {}),
    responses: {
      202: json("It will be sent shortly.", deliverySchema, {
        ...DELIVERY,
        status: "pending",
        tries: 0,
        nextTryAt: "2026-11-22T08:00:00.000Z",
        deliveredAt: null,
      }),
    },
    problems: ["webhook_endpoint_deleted"],
    handle: async ({ deps }, { params, audit }) =>
      mapResult(await redriveDelivery(deps, params.id, audit), toDeliveryJson),
  }),
];
