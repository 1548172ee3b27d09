/** The Express application with all routes of the sandbox. */
import type { ErrorRequestHandler, Express } from "express";
import express from "express";
import type { AlmaraOptions } from "./almara/router.ts";
import { createAlmaraRouter } from "./almara/router.ts";
import { createCardRouter } from "./almara/card/router.ts";
import type { ControlOptions } from "./control.ts";
import { createControlRouter } from "./control.ts";
import type { FlexpayRouterOptions } from "./flexpay/router.ts";
import { createFlexpayRouter } from "./flexpay/router.ts";
import { createWalletRouter } from "./flexpay/wallet/router.ts";
import { linkPage } from "./almara/links/link-page.ts";
import { missingPage, startPage } from "./root-pages.ts";
import type { PhoneOptions } from "./almara/phone/router.ts";
import { createPhoneRouter } from "./almara/phone/router.ts";
import { assets } from "./assets.ts";
import { createShopRouter } from "./shop/router.ts";
import type { TestOrders } from "./shop/test-orders.ts";
import { toClientError } from "./web/client-error.ts";
import { sendPage } from "./web/layout.ts";

export type AppOptions = AlmaraOptions &
  ControlOptions &
  FlexpayRouterOptions &
  PhoneOptions & {
    /** Of the sandbox's own shop. */
    readonly orders: TestOrders;
  };

export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.get("/", (_request, response) => {
    sendPage(response, 200, startPage());
  });
  app.get("/assets/:name", assets);
  app.get("/link/:id", (request, response) => {
    const link = options.links.get(request.params.id);
    if (link === undefined) sendPage(response, 404, missingPage());
    else sendPage(response, 200, linkPage(link));
  });
  app.use("/phone", createPhoneRouter(options));
  app.use("/card", createCardRouter(options));
  app.use("/wallet", createWalletRouter(options.flexpay));
  app.use("/shop", createShopRouter(options.orders));
  app.use("/_sandbox", createControlRouter(options));
  app.use("/flexpay", createFlexpayRouter(options));
  app.use(createAlmaraRouter(options));
  app.use((_request, response) => {
    sendPage(response, 404, missingPage());
  });
  app.use(createErrorHandler(options.log));
  return app;
}

function createErrorHandler(log: (line: string) => void): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = toClientError(error);
    if (problem === undefined)
      log(`error: ${error instanceof Error ? String(error.stack) : "unknown"}`);
    response
      .status(problem?.status ?? 500)
      .type("text")
      .send(problem?.message ?? "Internal error. See the sandbox's log.");
  };
}
