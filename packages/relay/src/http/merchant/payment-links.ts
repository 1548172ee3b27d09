/** The merchant's payment links. */
import {
  linkStatisticsSchema,
  merchantPaymentLinkSchema,
  paymentLinkInputSchema,
  paymentLinkListQuerySchema,
  paymentLinkListSchema,
} from "@malipo/protocol/merchant";
import type { MerchantPaymentLink } from "@malipo/protocol/merchant";
import { ok } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { isMirrorSynced, isUsable } from "../../domain/payment-link.ts";
import type { PaymentLink } from "../../domain/payment-link.ts";
import {
  changePaymentLink,
  createPaymentLink,
  getPaymentLink,
  listPaymentLinks,
} from "../../use-cases/payment-links/payment-links.ts";
import {
  readLinkStatistics,
  toPaymentLinkJson,
} from "../../use-cases/payment-links/link-view.ts";
import type { Deps } from "../../use-cases/shared/deps.ts";
import { MERCHANT_PAYMENT_LINK } from "../kit/examples.ts";
import { PAYMENT_LINK_ID } from "../kit/path-params.ts";
import { body, json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

const link = json(
  "The link.",
  merchantPaymentLinkSchema,
  MERCHANT_PAYMENT_LINK,
);
const LINK_PROBLEMS = [
  "provider_not_configured",
  "amount_out_of_range",
  "currency_unsupported",
  "return_url_refused",
] as const;

export const MERCHANT_PAYMENT_LINK_ROUTES: readonly Route[] = [
  route({
    id: "createPaymentLink",
    method: "POST",
    path: "/v1/merchant/payment-links",
    access: "merchantKey",
    scope: "links",
    audit: { object: "payment_link" },
    summary: "Create a payment link",
    idempotencyKey: "optional",
    body: body(paymentLinkInputSchema, {
      title: "Cooking class",
      amount: { value: 250_000, currency: "KES" },
    }),
    responses: { 201: link },
    problems: LINK_PROBLEMS,
    handle: async ({ deps }, { body: input, key, audit }) =>
      withJson(deps, await createPaymentLink(deps, input, key, audit)),
  }),

  route({
    id: "listPaymentLinks",
    method: "GET",
    path: "/v1/merchant/payment-links",
    access: "merchantKey",
    scope: "read",
    summary: "List payment links, newest first",
    description:
      "`state=active`: those that take payments now; `ended`: those that don't. `q`: part of the title or the reference in any letter case, or the id. With either, a page may be short, or empty, although there is a `nextCursor`.",
    query: paymentLinkListQuerySchema,
    responses: {
      200: json("A page of payment links.", paymentLinkListSchema, {
        paymentLinks: [MERCHANT_PAYMENT_LINK],
        nextCursor: null,
      }),
    },
    async handle({ deps }, { query: { limit, cursor, ...filter } }) {
      const { items, nextCursor } = await listPaymentLinks(deps, filter, {
        limit,
        cursor,
      });
      return ok({
        paymentLinks: await Promise.all(
          items.map((each) => toLinkJson(deps, each)),
        ),
        nextCursor,
      });
    },
  }),

  route({
    id: "readMerchantPaymentLink",
    method: "GET",
    path: "/v1/merchant/payment-links/:id",
    params: { id: PAYMENT_LINK_ID },
    access: "merchantKey",
    scope: "read",
    summary: "Read a payment link",
    responses: { 200: link },
    handle: async ({ deps }, { params }) =>
      withJson(deps, await getPaymentLink(deps, params.id)),
  }),

  route({
    id: "readPaymentLinkStatistics",
    method: "GET",
    path: "/v1/merchant/payment-links/:id/statistics",
    params: { id: PAYMENT_LINK_ID },
    access: "merchantKey",
    scope: "read",
    summary: "Read what the orders of a payment link come to",
    responses: {
      200: json("The figures.", linkStatisticsSchema, {
        orders: 31,
        pending: 1,
        paid: 12,
        units: 14,
        sums: [{ value: 3_500_000, currency: "KES" }],
        lastPaidAt: "2026-11-21T09:03:00.000Z",
        remainingPayments: null,
        remainingStock: 5,
      }),
    },
    handle: ({ deps }, { params }) => readLinkStatistics(deps, params.id),
  }),

  route({
    id: "changePaymentLink",
    method: "PATCH",
    path: "/v1/merchant/payment-links/:id",
    params: { id: PAYMENT_LINK_ID },
    access: "merchantKey",
    scope: "links",
    audit: { object: "payment_link", param: "id" },
    summary: "Change, activate or deactivate a payment link",
    body: body(paymentLinkInputSchema, { active: false }),
    responses: { 200: link },
    problems: LINK_PROBLEMS,
    handle: async ({ deps }, { params, body: input, audit }) =>
      withJson(deps, await changePaymentLink(deps, params.id, input, audit)),
  }),
];

const withJson = async (
  deps: Deps,
  found: Result<PaymentLink>,
): Promise<Result<MerchantPaymentLink>> =>
  found.ok ? ok(await toLinkJson(deps, found.value)) : found;

/** The payer's view of the link, and the merchant's details. */
async function toLinkJson(
  deps: Deps,
  found: PaymentLink,
): Promise<MerchantPaymentLink> {
  const { maxPayments, stock, quantity } = found;
  return {
    ...(await toPaymentLinkJson(deps, found)),
    ...(maxPayments === undefined ? {} : { maxPayments }),
    ...(stock === undefined ? {} : { stock }),
    // As it was set: payers see no more than are left.
    ...(quantity === undefined ? {} : { quantity }),
    reference: found.reference,
    returnUrl: found.returnUrl,
    ...(found.metadata === undefined ? {} : { metadata: found.metadata }),
    enabled: found.active,
    mirror: toMirrorJson(found, deps.clock.now()),
    createdAt: new Date(found.createdAt).toISOString(),
    updatedAt: new Date(found.updatedAt).toISOString(),
  };
}

function toMirrorJson(
  found: PaymentLink,
  now: number,
): MerchantPaymentLink["mirror"] {
  const { mirror } = found;
  if (mirror === null) return null;
  const { id, url, fault, wanted } = mirror;
  const waiting = fault === null ? "pending" : "failed";
  const state = isMirrorSynced(found) ? "carried_over" : waiting;
  return {
    state: wanted ? state : "stopped",
    providerId: id,
    url,
    fault: wanted ? fault : null,
    stillOpen: id !== null && !isUsable(found, now),
  };
}
