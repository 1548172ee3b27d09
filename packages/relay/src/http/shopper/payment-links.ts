/** What a page needs to show a payment link. Open to all who have its address. */
import type { Router } from "express";
import { ok } from "../../domain/errors.ts";
import type { Deps } from "../../use-cases/shared/deps.ts";
import {
  getPaymentLink,
  toPaymentLinkJson,
} from "../../use-cases/payment-links/payment-links.ts";
import { sendResult } from "../kit/answer.ts";

export function addPaymentLinkRoutes(router: Router, deps: Deps): void {
  router.get("/v1/payment-links/:id", async (req, res) => {
    const link = await getPaymentLink(deps, req.params.id);
    sendResult(
      res,
      200,
      link.ok ? ok(toPaymentLinkJson(deps, link.value)) : link,
    );
  });
}
