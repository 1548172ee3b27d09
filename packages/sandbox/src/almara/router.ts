/** Routes of Almara Pay's API. */
import type { RequestHandler, Router } from "express";
import express from "express";
import type { Bills } from "./bills/bills.ts";
import type { Decisions } from "./attempts/decisions.ts";
import type { Call, Faults } from "../web/faults.ts";
import type { Ledger } from "./attempts/ledger.ts";
import type { Payouts } from "./payouts/payouts.ts";
import { MAX_BODY_BYTES, onUnreadableBody } from "../web/client-error.ts";
import { sendResponse, textResponse } from "../web/response.ts";
import { requireBearer } from "./lib/bearer.ts";
import { billQueryHandler } from "./bills/bill-query.ts";
import { checkoutOrderHandler } from "./attempts/checkout-order.ts";
import { checkoutQueryHandler } from "./attempts/checkout-query.ts";
import { depositHandler } from "./attempts/deposit.ts";
import { depositQueryHandler } from "./attempts/deposit-query.ts";
import type { Handler } from "./lib/endpoint.ts";
import { createEndpoint } from "./lib/endpoint.ts";
import { errorResponse } from "./lib/errors.ts";
import type { PaymentLinks } from "./links/payment-links.ts";
import {
  createPaymentLinkHandler,
  findPaymentLinkHandler,
  updatePaymentLinkHandler,
} from "./links/payment-links.ts";
import { payoutOrderHandler } from "./payouts/payout-order.ts";
import { payoutQueryHandler } from "./payouts/payout-query.ts";
import { payoutRejectHandler } from "./payouts/payout-reject.ts";
import { routesHandler } from "./routes.ts";
import type { Tokens } from "./token.ts";
import { tokenHandler } from "./token.ts";

export interface AlmaraOptions {
  readonly ledger: Ledger;
  readonly decisions: Decisions;
  readonly faults: Faults;
  readonly tokens: Tokens;
  readonly links: PaymentLinks;
  readonly payouts: Payouts;
  readonly bills: Bills;
  readonly publicUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenSeconds: number;
  readonly promptSeconds: number;
  readonly airtelShortCode: string;
  readonly cardRouteId: string;
  readonly cardChannelType: number;
  readonly log: (line: string) => void;
}

type Route = readonly [
  method: "get" | "post" | "put",
  path: string,
  call: Call,
  handler: Handler,
];

export function createAlmaraRouter(options: AlmaraOptions): Router {
  const endpoint = createEndpoint(options.faults);
  const router = express.Router();
  router.post(
    "/connect/token",
    express.urlencoded({ extended: false, limit: MAX_BODY_BYTES }),
    endpoint("token", tokenHandler(options)),
  );
  router.get(
    "/api_health_check",
    endpoint("health", () => textResponse(200, "Healthy")),
  );
  router.use("/v1", requireBearer(options.tokens));
  router.use("/v1", express.json({ limit: MAX_BODY_BYTES }));
  for (const [method, path, call, handler] of toRoutes(options))
    router[method](`/v1/${path}`, endpoint(call, handler));
  router.use("/v1", unknownPath);
  router.use(
    onUnreadableBody((response, status, reason) => {
      sendResponse(response, errorResponse(status, { reason }));
    }),
  );
  return router;
}

function toRoutes(options: AlmaraOptions): readonly Route[] {
  const { ledger } = options;
  const links = "payment-link";
  const orders = "payment-order";
  return [
    [
      "get",
      "transaction-routes/assigned-routes",
      "routes",
      routesHandler(options),
    ],
    [
      "post",
      "checkout-order/new-order",
      "checkout",
      checkoutOrderHandler(options),
    ],
    [
      "get",
      "checkout-order/check-status",
      "checkout_query",
      checkoutQueryHandler(ledger),
    ],
    ["post", "express-deposit", "deposit", depositHandler(options)],
    [
      "get",
      "express-deposit/check-status",
      "deposit_query",
      depositQueryHandler(ledger),
    ],
    [
      "post",
      `${links}/create-payment-link`,
      "payment_link",
      createPaymentLinkHandler(options),
    ],
    [
      "get",
      `${links}/get-payment-link`,
      "payment_link",
      findPaymentLinkHandler(options),
    ],
    [
      "put",
      `${links}/update-payment-link`,
      "payment_link",
      updatePaymentLinkHandler(options),
    ],
    ["post", `${orders}/new-order`, "payout", payoutOrderHandler(options)],
    [
      "get",
      `${orders}/check-status`,
      "payout_query",
      payoutQueryHandler(options.payouts),
    ],
    [
      "post",
      `${orders}/reject-order`,
      "payout_reject",
      payoutRejectHandler(options.payouts),
    ],
    ["get", "bill-payments", "bill", billQueryHandler(options.bills)],
  ];
}

const unknownPath: RequestHandler = (_request, response) => {
  sendResponse(
    response,
    errorResponse(404, { reason: "There is no such call." }),
  );
};
