/** Orders in the shopper API. */
import {
  changeOrderSchema,
  createOrderResponseSchema,
  createOrderSchema,
  orderSchema,
  resumeOrderSchema,
  tokenResponseSchema,
} from "@malipo/protocol";
import type { CreateOrder, ResumeOrder } from "@malipo/protocol";
import { mapResult, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { changeOrder } from "../../use-cases/orders/change-order.ts";
import {
  openByCode,
  resumeOrder,
} from "../../use-cases/orders/order-access.ts";
import { toOrderJson } from "../../use-cases/orders/order-view.ts";
import { CREATED_ORDER, ORDER } from "../kit/examples.ts";
import { ORDER_ID } from "../kit/path-params.ts";
import { logDroppedHints, readBody, requestOrigin } from "../kit/request.ts";
import { body, json, plainRoute, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

const [linesSchema, cartTokenSchema, paymentLinkSchema] =
  createOrderSchema.options;

/** Selects the schema by the kind of order, so that errors name the fields of that kind. */
function readCreateOrder(given: unknown): Result<CreateOrder> {
  const kinds = [
    { name: "lines", schema: linesSchema },
    { name: "cartToken", schema: cartTokenSchema },
    { name: "paymentLink", schema: paymentLinkSchema },
  ] as const;
  const fields = typeof given === "object" && given !== null ? given : {};
  const [kind, ...others] = kinds.filter(({ name }) => name in fields);
  return kind === undefined || others.length > 0
    ? refuse(
        "invalid_request",
        'Send exactly one of "lines", "cartToken" or "paymentLink".',
      )
    : readBody<CreateOrder>(kind.schema, given);
}

const [resumeSecretSchema, codeSchema] = resumeOrderSchema.options;

function readResumeOrder(given: unknown): Result<ResumeOrder> {
  const hasCode =
    typeof given === "object" && given !== null && "code" in given;
  return readBody<ResumeOrder>(
    hasCode ? codeSchema : resumeSecretSchema,
    given,
  );
}

const LINES = [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }];

export const ORDER_ROUTES: readonly Route[] = [
  route({
    id: "createOrder",
    method: "POST",
    path: "/v1/orders",
    access: "page",
    limit: "orders",
    summary: "Create an order from a cart or a payment link",
    description:
      "The page sends SKUs and quantities; the relay sets the prices. The same key and body return the same response, even after a crash.",
    idempotencyKey: "unguessable",
    body: body(createOrderSchema, { lines: LINES }, readCreateOrder),
    responses: {
      201: json("The order.", createOrderResponseSchema, CREATED_ORDER),
    },
    problems: [
      "amount_not_allowed",
      "amount_out_of_range",
      "amount_required",
      "cart_token_invalid",
      "catalog_unavailable",
      "currency_unsupported",
      "link_inactive",
      "link_used_up",
      "not_found",
      "quantity_not_allowed",
      "quantity_too_large",
      "return_url_refused",
      "unknown_sku",
    ],
    handle({ createOrder, deps }, { req, body: order, given, key }) {
      logDroppedHints(deps.log, given, order);
      return createOrder(order, key, requestOrigin(req));
    },
  }),

  route({
    id: "readOrder",
    method: "GET",
    path: "/v1/orders/:id",
    params: { id: ORDER_ID },
    access: "relayToken",
    limit: "reads",
    summary: "Read an order",
    responses: { 200: json("The order.", orderSchema, ORDER) },
    etag: ({ version }) => version,
    handle: ({ deps }, { access }) =>
      Promise.resolve(ok(toOrderJson(deps, access.order, deps.clock.now()))),
  }),

  route({
    id: "changeOrder",
    method: "PATCH",
    path: "/v1/orders/:id",
    params: { id: ORDER_ID },
    access: "relayToken",
    limit: "changes",
    summary: "Change the lines of an order before its first attempt",
    body: body(changeOrderSchema, { lines: LINES }),
    responses: { 200: json("The order.", orderSchema, ORDER) },
    problems: [
      "catalog_unavailable",
      "currency_unsupported",
      "order_not_changeable",
      "quantity_too_large",
      "unknown_sku",
    ],
    handle: async ({ deps }, { params, body: { lines } }) =>
      mapResult(await changeOrder(deps, params.id, lines), (order) =>
        toOrderJson(deps, order, deps.clock.now()),
      ),
  }),

  route({
    id: "refreshToken",
    method: "POST",
    path: "/v1/orders/:id/token",
    params: { id: ORDER_ID },
    access: "page",
    limit: "tokens",
    summary:
      "Exchange the resume secret, or the one-time code of a return from a hosted page, for a fresh relay token",
    body: body(
      resumeOrderSchema,
      { resumeSecret: CREATED_ORDER.resumeSecret },
      readResumeOrder,
    ),
    responses: {
      200: json("The token.", tokenResponseSchema, {
        token: CREATED_ORDER.token,
        tokenExpiresAt: CREATED_ORDER.tokenExpiresAt,
      }),
    },
    handle({ deps }, { req, params: { id }, body: proof }) {
      const origin = requestOrigin(req);
      return "code" in proof
        ? openByCode(deps, id, proof.code, origin)
        : resumeOrder(deps, id, proof.resumeSecret, origin);
    },
  }),

  plainRoute({
    id: "streamOrder",
    method: "GET",
    path: "/v1/orders/:id/events",
    params: { id: ORDER_ID },
    access: "relayToken",
    limit: "reads",
    summary: "Follow the order with Server-Sent Events",
    description:
      "`event: order`, `id` its version, `data` the whole order: the snapshot first, then every change, until the order is final. `event: reauth` means that the token is about to expire.",
    headers: null,
    responses: {
      200: {
        description: "The stream.",
        type: "text/event-stream",
        example: `event: order\nid: ${ORDER.version}\ndata: {"id":"${ORDER.id}","version":${ORDER.version},"status":"open"}\n\n`,
      },
    },
    problems: ["too_many_streams"],
    serve: ({ streams }, { req, params }, res) =>
      streams.handle(params.id, req, res),
  }),
];
