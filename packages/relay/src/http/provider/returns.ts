/**
 * The shopper's browser coming back from the provider's page, by GET or by a form POST whose body is
 * not even read. It is sent on to the shop with the order's id; the page there asks the relay.
 */
import type { Request, Response, Router } from "express";
import type { Deps } from "../../use-cases/shared/deps.ts";
import { NOT_FOUND } from "../../domain/errors.ts";
import type { Wakeable } from "../../use-cases/shared/scheduler.ts";
import { returnToShop } from "../../use-cases/attempts/return-to-shop.ts";
import { passOn } from "../kit/pass-on.ts";
import { sendProblem } from "../kit/problem.ts";

export function addReturnRoutes(
  router: Router,
  deps: Deps,
  scheduler: Wakeable,
): void {
  const comeBack =
    (isCancel: boolean) =>
    async (
      req: Request<{ attemptId: string }>,
      res: Response,
    ): Promise<void> => {
      const { s } = req.query;
      const address = await returnToShop(deps, scheduler, {
        attemptId: req.params.attemptId,
        gaveUp: isCancel && req.method === "POST",
        headOnly: req.method === "HEAD",
        mac: typeof s === "string" ? s : "",
      });
      if (address === undefined) {
        if (!passOn(res)) sendProblem(res, NOT_FOUND);
        return;
      }
      // Set by hand: Express's `redirect` would encode the shop's own address anew.
      res
        .status(303)
        .set({
          "Cache-Control": "no-store",
          "Referrer-Policy": "no-referrer",
          Location: address,
        })
        .end();
    };
  router.route("/return/:attemptId").get(comeBack(false)).post(comeBack(false));
  router.route("/cancel/:attemptId").get(comeBack(true)).post(comeBack(true));
}
