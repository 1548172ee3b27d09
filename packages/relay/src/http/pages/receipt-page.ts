/** `GET /receipts/:orderId?s=<mac>`: the receipt of a paid order, as it is now. */
import { findLocale } from "@malipo/protocol";
import type { HttpContext } from "../context.ts";
import { findWhereToPay } from "../../use-cases/receipts/find-where-to-pay.ts";
import { readReceipt } from "../../use-cases/receipts/receipt.ts";
import { sendNotFound } from "../kit/pass-on.ts";
import { ORDER_ID } from "../kit/path-params.ts";
import type { PlainRequest, Route } from "../kit/route.ts";
import { plainRoute } from "../kit/route.ts";
import { sendSeeOther } from "../kit/see-other.ts";
import { macOf } from "../provider/inbound-routes.ts";
import type { ServerResponse } from "node:http";
import { createPageHeaders, sendPage } from "./html-page.ts";
import { pageContext } from "./page-context.ts";
import { scriptRoute, stylesheetRoute } from "./page-file.ts";
import { chooseAnyLocale } from "./page-locale.ts";
import { RECEIPT_SCRIPT, renderReceiptPage } from "./receipt-page-view.ts";

export const RECEIPT_ROUTES: readonly Route[] = [
  plainRoute({
    id: "receiptPage",
    method: "GET",
    path: "/receipts/:orderId",
    params: { orderId: ORDER_ID },
    access: "anyone",
    limit: "reads",
    headers: createPageHeaders({ scripts: true }),
    summary: "The receipt of an order that was paid, if only in part",
    description:
      "`outcome.receiptUrl` is its address, with the `s` that opens it. It shows what was paid and refunded at the time it is opened, and can be printed.",
    responses: {
      200: {
        description: "The page.",
        type: "text/html",
        example: "<!doctype html>…",
      },
    },
    problems: ["not_found"],
    serve: sendReceipt,
  }),

  plainRoute({
    id: "payTheRest",
    method: "GET",
    path: "/receipts/:orderId/pay",
    params: { orderId: ORDER_ID },
    access: "anyone",
    limit: "returns",
    summary: "Where the rest of a partly paid order can be paid",
    responses: {
      303: {
        description:
          "Redirects to the shop's page, or to the page of the payment link, with `malipo_order=<order id>` and `malipo_code=<one-time code>`; to the receipt once nothing more can be paid.",
      },
    },
    problems: ["not_found"],
    serve: sendToPay,
  }),

  stylesheetRoute(
    "receiptPageStyle",
    "/receipts/assets/receipt.css",
    "The style sheet of receipts",
    new URL("./receipt-page.css", import.meta.url),
  ),

  scriptRoute(
    "receiptPageScript",
    "/receipts/assets/receipt.js",
    "The script of receipts: the button that prints",
    RECEIPT_SCRIPT,
  ),
];

async function sendToPay(
  { deps }: HttpContext,
  request: PlainRequest<"orderId">,
  res: ServerResponse,
): Promise<void> {
  const address = await findWhereToPay(
    deps,
    request.params.orderId,
    macOf(request),
  );
  if (address === undefined) {
    sendNotFound(res);
    return;
  }
  sendSeeOther(res, address);
}

async function sendReceipt(
  context: HttpContext,
  request: PlainRequest<"orderId">,
  res: ServerResponse,
): Promise<void> {
  const { req, params } = request;
  const { deps } = context;
  const found = await readReceipt(deps, params.orderId, macOf(request));
  if (found === undefined) {
    sendNotFound(res);
    return;
  }
  const page = pageContext(context, req);
  const fallback = findLocale(found.locale ?? "en") ?? "en";
  const locale = chooseAnyLocale(req, page.query, fallback);
  res.setHeader("Vary", "Accept-Language");
  sendPage(res, 200, locale, renderReceiptPage({ ...page, locale }, found));
}
