/** The merchant's orders. */
import { createOrderResponseSchema } from "@malipo/protocol";
import {
  createMerchantOrderSchema,
  emptyBodySchema,
  oneOrderSchema,
  orderHistorySchema,
  orderListQuerySchema,
  orderListSchema,
  resolveOrderSchema,
} from "@malipo/protocol/merchant";
import type { OrderHistory as OrderHistoryJson } from "@malipo/protocol/merchant";
import { mapResult, ok } from "../../domain/errors.ts";
import { toDeliveryJson } from "../../use-cases/deliveries/deliveries.ts";
import { cancelOrder } from "../../use-cases/orders/cancel-order.ts";
import { checkOrder } from "../../use-cases/orders/check-order.ts";
import {
  getOrderHistory,
  listOrders,
} from "../../use-cases/orders/merchant-orders.ts";
import type { OrderHistory } from "../../use-cases/orders/merchant-orders.ts";
import {
  toMerchantAttemptJson,
  toMerchantOrderJson,
  toRefundJson,
} from "../../use-cases/orders/merchant-view.ts";
import { resolveOrder } from "../../use-cases/orders/resolve-order.ts";
import { revokeTokens } from "../../use-cases/orders/revoke-tokens.ts";
import type { Deps } from "../../use-cases/shared/deps.ts";
import { readCreated } from "../../use-cases/shared/time-range.ts";
import {
  ATTEMPT,
  CREATED_ORDER,
  DELIVERY,
  MERCHANT_ATTEMPT,
  MERCHANT_ORDER,
  ORDER,
} from "../kit/examples.ts";
import { ORDER_ID } from "../kit/path-params.ts";
import { logDroppedHints } from "../kit/request.ts";
import { body, json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

export const MERCHANT_ORDER_ROUTES: readonly Route[] = [
  route({
    id: "createMerchantOrder",
    method: "POST",
    path: "/v1/merchant/orders",
    access: "merchantKey",
    scope: "orders",
    audit: { object: "order" },
    summary: "Create an order with the merchant's own prices",
    description: "Without an `Idempotency-Key`, every call creates an order.",
    idempotencyKey: "optional",
    body: body(createMerchantOrderSchema, {
      reference: "2026-0042",
      lines: [
        {
          sku: "SHRT-BLK-XL-9981",
          name: "Black shirt, XL",
          quantity: 1,
          unitAmount: { value: 250_000, currency: "KES" },
        },
      ],
      metadata: { customerNumber: "C-1007" },
    }),
    responses: {
      201: json("The order.", createOrderResponseSchema, {
        ...CREATED_ORDER,
        order: {
          ...ORDER,
          reference: "2026-0042",
          source: { type: "merchant" },
          metadata: { customerNumber: "C-1007" },
        },
      }),
    },
    problems: [
      "amount_out_of_range",
      "currency_unsupported",
      "return_url_refused",
    ],
    handle({ createMerchantOrder, deps }, { body: order, given, key, audit }) {
      logDroppedHints(deps.log, given, order);
      return createMerchantOrder(order, key, audit);
    },
  }),

  route({
    id: "listOrders",
    method: "GET",
    path: "/v1/merchant/orders",
    access: "merchantKey",
    scope: "read",
    summary: "List orders, newest first",
    description:
      "`q` finds orders by what people type: a reference in any letter case, an order's id, an attempt's or a refund's id at the provider, a receipt, the account of a paybill payment, a phone number in any spelling, or an e-mail address. The whole text must match. `createdFrom` and `createdBefore` are times, or days of the merchant's time zone (`MALIPO_TIME_ZONE`), which stand for their beginning.",
    query: orderListQuerySchema,
    problems: ["invalid_request"],
    responses: {
      200: json("A page of orders.", orderListSchema, {
        orders: [MERCHANT_ORDER],
        nextCursor: null,
      }),
    },
    async handle({ deps }, { query: { limit, cursor, ...filter } }) {
      const created = readCreated(deps.settings.timeZone, filter);
      if (!created.ok) return created;
      const page = await listOrders(
        deps,
        { ...filter, ...created.value },
        { limit, cursor },
      );
      return ok({ orders: page.items, nextCursor: page.nextCursor });
    },
  }),

  route({
    id: "readOrderHistory",
    method: "GET",
    path: "/v1/merchant/orders/:id",
    params: { id: ORDER_ID },
    access: "merchantKey",
    scope: "read",
    summary: "Read an order with its history",
    responses: {
      200: json("The history.", orderHistorySchema, {
        order: MERCHANT_ORDER,
        customer: null,
        attempts: [MERCHANT_ATTEMPT],
        observations: [
          {
            attemptId: ATTEMPT.id,
            source: "query",
            at: "2026-11-21T09:02:41.000Z",
            kind: "succeeded",
            body: null,
          },
        ],
        refunds: [],
        refundable: [
          {
            attemptId: ATTEMPT.id,
            left: MERCHANT_ORDER.amount,
            obstacle: null,
          },
        ],
        deliveries: [DELIVERY],
      }),
    },
    handle: async ({ deps }, { params }) =>
      mapResult(await getOrderHistory(deps, params.id), (history) =>
        toHistoryJson(deps, history),
      ),
  }),

  route({
    id: "checkOrder",
    method: "POST",
    path: "/v1/merchant/orders/:id/check",
    params: { id: ORDER_ID },
    access: "merchantKey",
    scope: "orders",
    audit: { object: "order", param: "id" },
    summary: "Query the provider about an order now",
    description:
      "Asks about every attempt without a final result, as the shopper's \"Check now\" does, and responds with the order as it is then. Nothing is asked about an order that is paid or that nobody tried to pay. The relay asks by itself, too, for 72 hours; this is for who can't wait, and for attempts that it no longer asks about.",
    body: body(emptyBodySchema, {}),
    responses: {
      200: json("The order.", oneOrderSchema, { order: MERCHANT_ORDER }),
    },
    problems: ["check_too_soon", "too_many_requests"],
    async handle({ deps, querier, limits }, { params, audit }) {
      const taken = await limits.take("checks", params.id);
      if (!taken.ok) return taken;
      return mapResult(
        await checkOrder(deps, querier, params.id, audit),
        (order) => ({
          order: toMerchantOrderJson(deps, order, deps.clock.now()),
        }),
      );
    },
  }),

  route({
    id: "cancelOrder",
    method: "POST",
    path: "/v1/merchant/orders/:id/cancel",
    params: { id: ORDER_ID },
    access: "merchantKey",
    scope: "orders",
    audit: { object: "order", param: "id" },
    summary: "Cancel an unpaid order",
    description:
      "The order becomes `cancelled` and `order.cancelled` is sent. `attempt_alive` while a payment may still succeed. Repeating the call changes nothing. A payment that the provider confirms afterwards still counts: the order becomes `paid`, with the flag `late`.",
    body: body(emptyBodySchema, {}),
    responses: {
      200: json("The order.", oneOrderSchema, {
        order: { ...MERCHANT_ORDER, status: "cancelled" },
      }),
    },
    problems: ["attempt_alive", "order_closed", "order_under_review"],
    handle: async ({ deps }, { params, audit }) =>
      mapResult(await cancelOrder(deps, params.id, audit), (order) => ({
        order: toMerchantOrderJson(deps, order, deps.clock.now()),
      })),
  }),

  route({
    id: "resolveOrder",
    method: "POST",
    path: "/v1/merchant/orders/:id/resolve",
    params: { id: ORDER_ID },
    access: "merchantKey",
    scope: "orders",
    audit: { object: "order", param: "id" },
    summary: "Say that what was wrong with an order is settled",
    description:
      "A person has looked into what the order or a refund of it is flagged for, and has done what there was to do. It leaves the orders that need a person (`attention`); its flags, `reviewReasons` and `surplus` and the `review` of its refunds stay for your records, and `resolution` has the note. Nothing is paid or sent back, and what a refund under review may have sent can't be refunded here. If another payment or contradiction comes, it needs a person again; what was settled before stays in `earlierResolutions`. Send the `version` of the order that you looked at, so that nothing is settled which came since: `order_changed` if it has another one by now. Repeating the call changes nothing; `nothing_to_resolve` if nothing about the order needs a person, or somebody resolved it with another note.",
    body: body(resolveOrderSchema, {
      note: "Sent KES 510 back in the provider's portal",
      version: MERCHANT_ORDER.version,
    }),
    responses: {
      200: json("The order.", oneOrderSchema, {
        order: {
          ...MERCHANT_ORDER,
          resolution: {
            note: "Sent KES 510 back in the provider's portal",
            at: "2026-11-21T10:12:00.000Z",
            complete: true,
          },
        },
      }),
    },
    problems: ["nothing_to_resolve", "order_changed"],
    handle: async ({ deps }, { params, body: settlement, audit }) =>
      mapResult(
        await resolveOrder(deps, params.id, settlement, audit),
        (order) => ({
          order: toMerchantOrderJson(deps, order, deps.clock.now()),
        }),
      ),
  }),

  route({
    id: "revokeOrderTokens",
    method: "POST",
    path: "/v1/merchant/orders/:id/revoke-tokens",
    params: { id: ORDER_ID },
    access: "merchantKey",
    scope: "orders",
    audit: { object: "order", param: "id" },
    summary: "Revoke all relay tokens of an order",
    description:
      "Tokens issued so far are refused with `token_invalid`, and open event streams end. The resume secret stays valid, so the order's own page gets a new token by itself. The order and its version stay the same. Repeating the call revokes the tokens issued since.",
    body: body(emptyBodySchema, {}),
    responses: {
      200: json("The order.", oneOrderSchema, { order: MERCHANT_ORDER }),
    },
    handle: async ({ deps }, { params, audit }) =>
      mapResult(await revokeTokens(deps, params.id, audit), (order) => ({
        order: toMerchantOrderJson(deps, order, deps.clock.now()),
      })),
  }),
];

/** The public view of the order, and the merchant's details. */
function toHistoryJson(
  deps: Deps,
  { order, observations, refunds, refundable, deliveries }: OrderHistory,
): OrderHistoryJson {
  return {
    order: toMerchantOrderJson(deps, order, deps.clock.now()),
    customer: order.customer,
    attempts: order.attempts.map((each) => toMerchantAttemptJson(each, order)),
    observations: observations.map(
      ({ attemptId, source, at, observation, raw }) => ({
        attemptId,
        source,
        at: new Date(at).toISOString(),
        kind: observation?.kind ?? null,
        body: raw === null ? null : new TextDecoder().decode(raw),
      }),
    ),
    refunds: refunds.map(toRefundJson),
    refundable: [...refundable],
    deliveries: deliveries.map(toDeliveryJson),
  };
}
