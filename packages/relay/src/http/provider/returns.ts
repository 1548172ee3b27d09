/**
 * The shopper's browser returns from the provider's page, by GET or by a form POST whose body is not read. It is
 * redirected to the shop with the order's id; the page there queries the relay.
 */
import { returnToShop } from "../../use-cases/attempts/return-to-shop.ts";
import { ATTEMPT_ID } from "../kit/path-params.ts";
import { plainRoute } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";
import { sendNotFound } from "../kit/pass-on.ts";
import { sendSeeOther } from "../kit/see-other.ts";
import { macOf } from "./inbound-routes.ts";

export const RETURN_ROUTES: readonly Route[] = (
  [
    ["return", "The shopper's browser returns from the hosted page"],
    ["cancel", "The shopper's browser returns after cancelling"],
  ] as const
).flatMap(([name, summary]) =>
  (["GET", "POST"] as const).map((method) =>
    plainRoute({
      id: `${name}By${method === "GET" ? "Get" : "Post"}`,
      method,
      path: `/${name}/:attemptId`,
      params: { attemptId: ATTEMPT_ID },
      access: "anyone",
      limit: "returns",
      summary,
      responses: {
        303: {
          description:
            "Redirects to the shop's page with `malipo_order=<order id>`, and with `malipo_code=<one-time code>` if `s` is valid.",
        },
      },
      async serve({ deps }, request, res) {
        const { req, params } = request;
        const address = await returnToShop(deps, {
          attemptId: params.attemptId,
          gaveUp: name === "cancel" && method === "POST",
          headOnly: req.method === "HEAD",
          mac: macOf(request),
        });
        if (address === undefined) {
          sendNotFound(res);
          return;
        }
        sendSeeOther(res, address);
      },
    }),
  ),
);
