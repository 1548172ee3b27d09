/** The merchant's payment links. */
import type { Request, Router } from "express";
import { ok } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { PaymentLink } from "../../domain/payment-link.ts";
import type { Deps } from "../../use-cases/deps.ts";
import {
  changePaymentLink,
  createPaymentLink,
  getPaymentLink,
  listPaymentLinks,
  toPaymentLinkJson,
} from "../../use-cases/payment-links.ts";
import { sendResult } from "../answer.ts";
import { readBody } from "../request.ts";
import { pageSchema, paymentLinkWishSchema } from "./schemas.ts";

export function addMerchantPaymentLinkRoutes(router: Router, deps: Deps): void {
  /** What the payer sees, and beside it what only the merchant may see. */
  const toJson = (link: PaymentLink): object => ({
    ...toPaymentLinkJson(deps, link),
    reference: link.reference,
    returnUrl: link.returnUrl,
    switchedOn: link.active,
    createdAt: new Date(link.createdAt).toISOString(),
    updatedAt: new Date(link.updatedAt).toISOString(),
  });
  const view = (link: Result<PaymentLink>): Result<object> =>
    link.ok ? ok(toJson(link.value)) : link;

  const list = async (req: Request): Promise<Result<object>> => {
    const query = readBody(pageSchema, req.query);
    if (!query.ok) return query;
    const { items, nextCursor } = await listPaymentLinks(deps, query.value);
    return ok({ paymentLinks: items.map(toJson), nextCursor });
  };

  router.post("/v1/merchant/payment-links", async (req, res) => {
    const wish = readBody(paymentLinkWishSchema, req.body);
    sendResult(
      res,
      201,
      wish.ok ? view(await createPaymentLink(deps, wish.value)) : wish,
    );
  });

  router.get("/v1/merchant/payment-links", async (req, res) => {
    sendResult(res, 200, await list(req));
  });

  router.get("/v1/merchant/payment-links/:id", async (req, res) => {
    sendResult(res, 200, view(await getPaymentLink(deps, req.params.id)));
  });

  router.patch("/v1/merchant/payment-links/:id", async (req, res) => {
    const { id } = req.params;
    const wish = readBody(paymentLinkWishSchema, req.body);
    sendResult(
      res,
      200,
      wish.ok ? view(await changePaymentLink(deps, id, wish.value)) : wish,
    );
  });
}
