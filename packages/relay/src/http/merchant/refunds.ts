/** Refunds to the phone that paid an order. */
import {
  createRefundSchema,
  emptyBodySchema,
  oneRefundSchema,
  refundListSchema,
} from "@malipo/protocol/merchant";
import { mapResult } from "../../domain/errors.ts";
import type { Refund } from "../../domain/refund.ts";
import { toRefundJson } from "../../use-cases/orders/merchant-view.ts";
import { createRefund } from "../../use-cases/refunds/create-refund.ts";
import {
  listRefunds,
  readRefund,
  rejectRefund,
} from "../../use-cases/refunds/refunds.ts";
import { REFUND } from "../kit/examples.ts";
import { ORDER_ID, REFUND_ID } from "../kit/path-params.ts";
import { body, json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";
import { CHANGES } from "./provider-problems.ts";

const refund = json("The refund.", oneRefundSchema, { refund: REFUND });
const toOneJson = (found: Refund) => ({ refund: toRefundJson(found) });

export const REFUND_ROUTES: readonly Route[] = [
  route({
    id: "createRefund",
    method: "POST",
    path: "/v1/merchant/orders/:id/refunds",
    params: { id: ORDER_ID },
    access: "merchantKey",
    scope: "money_out",
    audit: { object: "order", param: "id" },
    summary: "Refund to the phone that paid",
    description:
      "Pays out `amount`, or everything that is left of the payment. The relay never refunds more than was paid, even under concurrent requests. The `Idempotency-Key` is required and is kept for ever. The refund is stored before it is sent to the provider, and is sent once: if the response is lost, it is `unconfirmed`, counts as sent, and is queried for 72 hours. If a refund `failed`, nothing was sent; refund again with a new key.",
    idempotencyKey: "required",
    body: body(createRefundSchema, {
      amount: REFUND.amount,
      reason: REFUND.reason,
    }),
    responses: { 201: refund },
    problems: [
      "provider_not_configured",
      "refund_not_possible",
      "attempt_required",
      "amount_out_of_range",
      "currency_unsupported",
    ],
    handle: ({ deps }, { params, body: input, key, audit }) =>
      createRefund(deps, params.id, input, key, audit),
  }),

  route({
    id: "listRefunds",
    method: "GET",
    path: "/v1/merchant/orders/:id/refunds",
    params: { id: ORDER_ID },
    access: "merchantKey",
    scope: "read",
    summary: "List the refunds of an order, oldest first",
    responses: {
      200: json("The refunds.", refundListSchema, { refunds: [REFUND] }),
    },
    handle: async ({ deps }, { params }) =>
      mapResult(await listRefunds(deps, params.id), (refunds) => ({
        refunds: refunds.map(toRefundJson),
      })),
  }),

  route({
    id: "readRefund",
    method: "GET",
    path: "/v1/merchant/orders/:id/refunds/:refundId",
    params: { id: ORDER_ID, refundId: REFUND_ID },
    access: "merchantKey",
    scope: "read",
    summary: "Read a refund",
    responses: { 200: refund },
    handle: async ({ deps }, { params }) =>
      mapResult(await readRefund(deps, params.id, params.refundId), toOneJson),
  }),

  route({
    id: "rejectRefund",
    method: "POST",
    path: "/v1/merchant/orders/:id/refunds/:refundId/reject",
    params: { id: ORDER_ID, refundId: REFUND_ID },
    access: "merchantKey",
    scope: "money_out",
    audit: { object: "order", param: "id" },
    summary: "Reject a refund that has not been paid",
    body: body(emptyBodySchema, {}),
    responses: { 200: refund },
    problems: [...CHANGES, "refund_closed"],
    handle: async ({ deps }, { params: { id, refundId }, audit }) =>
      mapResult(await rejectRefund(deps, id, refundId, audit), toOneJson),
  }),
];
