/**
 * The shopper's browser coming back from the provider's page, by GET or by a form POST whose body is
 * not even read. It is sent on to the shop with the order's id; the page there asks the relay.
 */
import type { Request, Response, Router } from "express";
import type { Deps } from "../../use-cases/deps.ts";
import { NOT_FOUND } from "../../use-cases/order-access.ts";
import type { HintTools } from "../../use-cases/receive-callback.ts";
import { returnToShop } from "../../use-cases/return-to-shop.ts";
import { sendRefusal } from "../answer.ts";

export function addReturnRoutes(
  router: Router,
  deps: Deps,
  tools: HintTools,
): void {
  const comeBack =
    (gaveUp: boolean) =>
    async (
      req: Request<{ attemptId: string }>,
      res: Response,
    ): Promise<void> => {
      const address = await returnToShop(
        deps,
        tools,
        req.params.attemptId,
        gaveUp,
      );
      if (address === undefined) sendRefusal(res, NOT_FOUND);
      else res.set("Cache-Control", "no-store").redirect(303, address);
    };
  router.route("/return/:attemptId").get(comeBack(false)).post(comeBack(false));
  router.route("/cancel/:attemptId").get(comeBack(true)).post(comeBack(true));
}
