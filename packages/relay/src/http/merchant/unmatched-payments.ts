/** Payments without an order, for manual review. */
import {
  pageQuerySchema,
  unmatchedPaymentListSchema,
} from "@malipo/protocol/merchant";
import type { UnmatchedPayment as UnmatchedPaymentJson } from "@malipo/protocol/merchant";
import { ok } from "../../domain/errors.ts";
import { maskPhone } from "../../domain/phone.ts";
import type { UnmatchedPayment } from "../../domain/unmatched-payment.ts";
import { json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

export const UNMATCHED_PAYMENT_ROUTES: readonly Route[] = [
  route({
    id: "listUnmatchedPayments",
    method: "GET",
    path: "/v1/merchant/unmatched-payments",
    access: "merchantKey",
    scope: "read",
    summary: "List payments without an order, newest first",
    query: pageQuerySchema,
    responses: {
      200: json("A page of payments.", unmatchedPaymentListSchema, {
        unmatchedPayments: [
          {
            id: "examplepay:TKL4XN2A7Q",
            provider: "examplepay",
            account: "SHIRT",
            amount: { value: 250_000, currency: "KES" },
            phone: "0712 ••• 678",
            at: "2026-11-21T09:02:41.000Z",
            body: '{"receiptNumber":"TKL4XN2A7Q"}',
          },
        ],
        nextCursor: null,
      }),
    },
    async handle({ deps }, { query }) {
      const page = await deps.store.listUnmatchedPayments(query);
      return ok({
        unmatchedPayments: page.items.map(toJson),
        nextCursor: page.nextCursor,
      });
    },
  }),
];

function toJson({
  id,
  provider,
  account,
  amount,
  phone,
  at,
  raw,
}: UnmatchedPayment): UnmatchedPaymentJson {
  return {
    id,
    provider,
    account,
    amount,
    phone: phone === null ? null : maskPhone(phone),
    at: new Date(at).toISOString(),
    body: new TextDecoder().decode(raw),
  };
}
