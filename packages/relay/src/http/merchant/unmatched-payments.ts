/** Payments without an order: a person assigns or dismisses them. */
import {
  assignPaymentSchema,
  assignedPaymentSchema,
  dismissPaymentSchema,
  oneOrderSchema,
  oneUnmatchedPaymentSchema,
  unmatchedPaymentBodySchema,
  unmatchedPaymentListQuerySchema,
  unmatchedPaymentListSchema,
} from "@malipo/protocol/merchant";
import type { UnmatchedPayment as UnmatchedPaymentJson } from "@malipo/protocol/merchant";
import { NOT_FOUND, mapResult, ok } from "../../domain/errors.ts";
import { isHiddenPhone, showPhone } from "../../domain/phone.ts";
import { unmatchedState } from "../../domain/unmatched-payment.ts";
import type { UnmatchedPayment } from "../../domain/unmatched-payment.ts";
import { toMerchantOrderJson } from "../../use-cases/orders/merchant-view.ts";
import {
  assignPayment,
  previewAssignment,
} from "../../use-cases/unmatched-payments/assign-payment.ts";
import { dismissPayment } from "../../use-cases/unmatched-payments/dismiss-payment.ts";
import { MERCHANT_ORDER } from "../kit/examples.ts";
import { ORDER_ID, printable } from "../kit/path-params.ts";
import { body, json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

const EXAMPLE: UnmatchedPaymentJson = {
  id: "TKL4XN2A7Q",
  provider: "examplepay",
  state: "open",
  account: "SHIRT",
  amount: { value: 250_000, currency: "KES" },
  payerName: "WANJIKU",
  phone: "254712345678",
  phoneHidden: false,
  at: "2026-11-21T09:02:41.000Z",
  surplusOf: null,
  assigned: null,
  dismissed: null,
};

const PAYMENT_ID = printable("The payment's id.", EXAMPLE.id);

export const UNMATCHED_PAYMENT_ROUTES: readonly Route[] = [
  route({
    id: "listUnmatchedPayments",
    method: "GET",
    path: "/v1/merchant/unmatched-payments",
    access: "merchantKey",
    scope: "read",
    summary: "List payments that came without an order, newest first",
    query: unmatchedPaymentListQuerySchema,
    responses: {
      200: json("A page of payments.", unmatchedPaymentListSchema, {
        unmatchedPayments: [EXAMPLE],
        nextCursor: null,
      }),
    },
    async handle({ deps }, { query: { limit, cursor, ...filter } }) {
      const page = await deps.store.listUnmatchedPayments(filter, {
        limit,
        cursor,
      });
      return ok({
        unmatchedPayments: page.items.map(toJson),
        nextCursor: page.nextCursor,
      });
    },
  }),

  route({
    id: "readUnmatchedPayment",
    method: "GET",
    path: "/v1/merchant/unmatched-payments/:id",
    params: { id: PAYMENT_ID },
    access: "merchantKey",
    scope: "read",
    summary: "Read a payment that came without an order",
    responses: {
      200: json("The payment.", oneUnmatchedPaymentSchema, {
        unmatchedPayment: EXAMPLE,
      }),
    },
    async handle({ deps }, { params }) {
      const payment = await deps.store.getUnmatchedPayment(params.id);
      return payment === undefined
        ? NOT_FOUND
        : ok({ unmatchedPayment: toJson(payment) });
    },
  }),

  route({
    id: "readUnmatchedPaymentBody",
    method: "GET",
    path: "/v1/merchant/unmatched-payments/:id/raw",
    params: { id: PAYMENT_ID },
    access: "merchantKey",
    scope: "admin",
    summary: "Read the provider's message about a payment as it came",
    responses: {
      200: json("The message.", unmatchedPaymentBodySchema, {
        id: EXAMPLE.id,
        body: '{"receiptNumber":"TKL4XN2A7Q"}',
      }),
    },
    async handle({ deps }, { params }) {
      const payment = await deps.store.getUnmatchedPayment(params.id);
      return payment === undefined
        ? NOT_FOUND
        : ok({
            id: payment.id,
            body: new TextDecoder().decode(payment.raw),
          });
    },
  }),

  route({
    id: "previewUnmatchedPayment",
    method: "GET",
    path: "/v1/merchant/unmatched-payments/:id/orders/:orderId",
    params: { id: PAYMENT_ID, orderId: ORDER_ID },
    access: "merchantKey",
    scope: "read",
    summary: "See what an order would become by a payment",
    description:
      "The order as it would be if the payment was assigned to it now, by the same rules. Nothing is changed.",
    responses: {
      200: json("The order.", oneOrderSchema, { order: MERCHANT_ORDER }),
    },
    problems: ["payment_assigned"],
    handle: async ({ deps }, { params }) =>
      mapResult(
        await previewAssignment(deps, params.id, params.orderId),
        (order) => ({
          order: toMerchantOrderJson(deps, order, deps.clock.now()),
        }),
      ),
  }),

  route({
    id: "assignUnmatchedPayment",
    method: "POST",
    path: "/v1/merchant/unmatched-payments/:id/assign",
    params: { id: PAYMENT_ID },
    access: "merchantKey",
    scope: "orders",
    audit: { object: "unmatched_payment", param: "id" },
    summary: "Count a payment for an order",
    description:
      "`GET …/orders/:orderId` says beforehand what comes of it. It counts as if it had come with the order's account: the order becomes `paid`, `overpaid`, `late` or needs a review by the same rules, and its page and webhooks say so. That can't be undone; to send the money back, refund it. A dismissed payment can be assigned. Repeating the call changes nothing; `payment_assigned` if the payment counts for another order.",
    body: body(assignPaymentSchema, { orderId: MERCHANT_ORDER.id }),
    responses: {
      200: json("The payment and its order.", assignedPaymentSchema, {
        unmatchedPayment: {
          ...EXAMPLE,
          state: "assigned",
          assigned: {
            orderId: MERCHANT_ORDER.id,
            attemptId: "0b9f4c1e-7a54-4c1d-9f0e-3d2a6b8c5e71",
            at: "2026-11-21T10:15:00.000Z",
          },
        },
        order: MERCHANT_ORDER,
      }),
    },
    problems: ["payment_assigned"],
    handle: async ({ deps }, { params, body: { orderId }, audit }) =>
      mapResult(
        await assignPayment(deps, params.id, orderId, audit),
        ({ payment, order }) => ({
          unmatchedPayment: toJson(payment),
          order: toMerchantOrderJson(deps, order, deps.clock.now()),
        }),
      ),
  }),

  route({
    id: "dismissUnmatchedPayment",
    method: "POST",
    path: "/v1/merchant/unmatched-payments/:id/dismiss",
    params: { id: PAYMENT_ID },
    access: "merchantKey",
    scope: "orders",
    audit: { object: "unmatched_payment", param: "id" },
    summary: "Dismiss a payment that belongs to no order",
    description:
      "It is no longer counted as open. Nothing is sent back. Repeating the call changes nothing; `payment_dismissed` if it was dismissed with another note, `payment_assigned` if it counts for an order.",
    body: body(dismissPaymentSchema, {
      note: "Sent back by hand on 22 November, agreed by phone",
    }),
    responses: {
      200: json("The payment.", oneUnmatchedPaymentSchema, {
        unmatchedPayment: {
          ...EXAMPLE,
          state: "dismissed",
          dismissed: {
            note: "Sent back by hand on 22 November, agreed by phone",
            at: "2026-11-22T08:00:00.000Z",
          },
        },
      }),
    },
    problems: ["payment_assigned", "payment_dismissed"],
    handle: async ({ deps }, { params, body: { note }, audit }) =>
      mapResult(
        await dismissPayment(deps, params.id, note, audit),
        (payment) => ({
          unmatchedPayment: toJson(payment),
        }),
      ),
  }),
];

const iso = (at: number): string => new Date(at).toISOString();

function toJson(payment: UnmatchedPayment): UnmatchedPaymentJson {
  const { id, provider, account, amount, payerName, phone } = payment;
  const { at, assigned, dismissed } = payment;
  return {
    id,
    provider,
    state: unmatchedState(payment),
    account,
    amount,
    payerName,
    phone: phone === null ? null : showPhone(phone),
    phoneHidden: phone !== null && isHiddenPhone(phone),
    at: iso(at),
    surplusOf: payment.surplusOf ?? null,
    assigned: assigned && { ...assigned, at: iso(assigned.at) },
    dismissed: dismissed && { ...dismissed, at: iso(dismissed.at) },
  };
}
