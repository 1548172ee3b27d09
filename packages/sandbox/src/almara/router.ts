/** Almara Pay's HTTP interface: which path is answered by what. */
import type { ErrorRequestHandler, RequestHandler, Router } from "express";
import express from "express";
import type { Decisions } from "../decisions.ts";
import type { Faults } from "../faults.ts";
import type { Ledger } from "../ledger.ts";
import { MAX_BODY_BYTES, toClientError } from "../web/client-error.ts";
import { textAnswer } from "./answer.ts";
import { requireBearer } from "./bearer.ts";
import { checkoutOrderHandler } from "./checkout-order.ts";
import { checkoutQueryHandler } from "./checkout-query.ts";
import { depositHandler } from "./deposit.ts";
import { depositQueryHandler } from "./deposit-query.ts";
import { createEndpoint, sendAnswer } from "./endpoint.ts";
import { errorAnswer } from "./errors.ts";
import type { PaymentLinks } from "./payment-links.ts";
import {
  createPaymentLinkHandler,
  findPaymentLinkHandler,
  updatePaymentLinkHandler,
} from "./payment-links.ts";
import { routesHandler } from "./routes.ts";
import type { Tokens } from "./token.ts";
import { tokenHandler } from "./token.ts";

export interface AlmaraOptions {
  readonly ledger: Ledger;
  readonly decisions: Decisions;
  readonly faults: Faults;
  readonly tokens: Tokens;
  readonly links: PaymentLinks;
  readonly publicUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenSeconds: number;
  readonly promptSeconds: number;
  readonly cardRouteId: string;
  readonly cardChannelType: number;
  readonly log: (line: string) => void;
}

export function createAlmaraRouter(options: AlmaraOptions): Router {
  const { ledger, faults, tokens } = options;
  const endpoint = createEndpoint(faults);
  const router = express.Router();
  router.post(
    "/connect/token",
    express.urlencoded({ extended: false, limit: MAX_BODY_BYTES }),
    endpoint("token", tokenHandler(options)),
  );
  router.get(
    "/api_health_check",
    endpoint("health", () => textAnswer(200, "Healthy")),
  );
  router.use("/v1", requireBearer(tokens));
  router.use("/v1", express.json({ limit: MAX_BODY_BYTES }));
  router.get(
    "/v1/transaction-routes/assigned-routes",
    endpoint("routes", routesHandler(options)),
  );
  router.post(
    "/v1/checkout-order/new-order",
    endpoint("checkout", checkoutOrderHandler(options)),
  );
  router.get(
    "/v1/checkout-order/check-status",
    endpoint("checkout_query", checkoutQueryHandler(ledger)),
  );
  router.post(
    "/v1/express-deposit",
    endpoint("deposit", depositHandler(options)),
  );
  router.get(
    "/v1/express-deposit/check-status",
    endpoint("deposit_query", depositQueryHandler(ledger)),
  );
  router.post(
    "/v1/payment-link/create-payment-link",
    endpoint("payment_link", createPaymentLinkHandler(options)),
  );
  router.get(
    "/v1/payment-link/get-payment-link",
    endpoint("payment_link", findPaymentLinkHandler(options)),
  );
  router.put(
    "/v1/payment-link/update-payment-link",
    endpoint("payment_link", updatePaymentLinkHandler(options)),
  );
  router.use("/v1", unknownPath);
  router.use(unreadableBody);
  return router;
}

const unknownPath: RequestHandler = (_request, response) => {
  sendAnswer(response, errorAnswer(404, { reason: "There is no such call." }));
};

const unreadableBody: ErrorRequestHandler = (
  error,
  _request,
  response,
  next,
) => {
  const problem = toClientError(error);
  if (problem === undefined) {
    next(error);
    return;
  }
  sendAnswer(
    response,
    errorAnswer(problem.status, { reason: problem.message }),
  );
};
