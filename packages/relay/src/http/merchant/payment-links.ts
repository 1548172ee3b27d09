/** The merchant's payment links. */
import type { Request, Router } from "express";
import type { z } from "zod";
import { mapResult, ok } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { isCarriedOver, isUsable } from "../../domain/payment-link.ts";
import type { PaymentLink } from "../../domain/payment-link.ts";
import type { Deps } from "../../use-cases/shared/deps.ts";
import {
  changePaymentLink,
  createPaymentLink,
  getPaymentLink,
  listPaymentLinks,
  toPaymentLinkJson,
} from "../../use-cases/payment-links/payment-links.ts";
import type { Wakeable } from "../../use-cases/shared/scheduler.ts";
import { sendResult } from "../kit/answer.ts";
import { readBody, readOptionalKey } from "../kit/request.ts";
import type { merchantPaymentLinkSchema } from "./answers.ts";
import { pageSchema, paymentLinkWishSchema } from "./schemas.ts";

type LinkJson = z.infer<typeof merchantPaymentLinkSchema>;

export function addMerchantPaymentLinkRoutes(
  router: Router,
  deps: Deps,
  scheduler: Wakeable,
): void {
  const toJson = (link: PaymentLink): LinkJson => toLinkJson(deps, link);
  /** A link that is new or changed may have to be carried over. */
  const wakeAndView = (link: Result<PaymentLink>): Result<LinkJson> => {
    scheduler.wake();
    return mapResult(link, toJson);
  };

  const create = async (req: Request): Promise<Result<LinkJson>> => {
    const key = readOptionalKey(req);
    if (!key.ok) return key;
    const wish = readBody(paymentLinkWishSchema, req.body);
    return wish.ok
      ? wakeAndView(await createPaymentLink(deps, wish.value, key.value))
      : wish;
  };

  const list = async (req: Request): Promise<Result<object>> => {
    const query = readBody(pageSchema, req.query);
    if (!query.ok) return query;
    const { items, nextCursor } = await listPaymentLinks(deps, query.value);
    return ok({ paymentLinks: items.map(toJson), nextCursor });
  };

  router.post("/v1/merchant/payment-links", async (req, res) => {
    sendResult(res, 201, await create(req));
  });

  router.get("/v1/merchant/payment-links", async (req, res) => {
    sendResult(res, 200, await list(req));
  });

  router.get("/v1/merchant/payment-links/:id", async (req, res) => {
    const link = await getPaymentLink(deps, req.params.id);
    sendResult(res, 200, mapResult(link, toJson));
  });

  router.patch("/v1/merchant/payment-links/:id", async (req, res) => {
    const { id } = req.params;
    const wish = readBody(paymentLinkWishSchema, req.body);
    sendResult(
      res,
      200,
      wish.ok
        ? wakeAndView(await changePaymentLink(deps, id, wish.value))
        : wish,
    );
  });
}

/** What the payer sees, and beside it what only the merchant may see. */
function toLinkJson(deps: Deps, link: PaymentLink): LinkJson {
  return {
    ...toPaymentLinkJson(deps, link),
    reference: link.reference,
    returnUrl: link.returnUrl,
    switchedOn: link.active,
    mirror: toMirrorJson(link, deps.clock.now()),
    createdAt: new Date(link.createdAt).toISOString(),
    updatedAt: new Date(link.updatedAt).toISOString(),
  };
}

function toMirrorJson(link: PaymentLink, now: number): LinkJson["mirror"] {
  const { mirror } = link;
  if (mirror === null) return null;
  const { id, url, fault, wanted } = mirror;
  const waiting = fault === null ? "pending" : "failed";
  const state = isCarriedOver(link) ? "carried_over" : waiting;
  return {
    state: wanted ? state : "stopped",
    providerId: id,
    url,
    fault: wanted ? fault : null,
    stillOpen: id !== null && !isUsable(link, now),
  };
}
