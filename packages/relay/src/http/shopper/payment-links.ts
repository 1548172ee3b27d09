/** What a page needs to show a payment link. Available to anyone who has its URL. */
import { paymentLinkSchema } from "@malipo/protocol";
import { ok } from "../../domain/errors.ts";
import { toPaymentLinkJson } from "../../use-cases/payment-links/link-view.ts";
import { getPaymentLink } from "../../use-cases/payment-links/payment-links.ts";
import { PAYMENT_LINK } from "../kit/examples.ts";
import { PAYMENT_LINK_ID } from "../kit/path-params.ts";
import { json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

export const PAYMENT_LINK_ROUTES: readonly Route[] = [
  route({
    id: "readPaymentLink",
    method: "GET",
    path: "/v1/payment-links/:id",
    params: { id: PAYMENT_LINK_ID },
    access: "page",
    limit: "reads",
    summary: "Read what a page needs to show a payment link",
    responses: { 200: json("The link.", paymentLinkSchema, PAYMENT_LINK) },
    async handle({ deps }, { params }) {
      const link = await getPaymentLink(deps, params.id);
      return link.ok ? ok(await toPaymentLinkJson(deps, link.value)) : link;
    },
  }),
];
