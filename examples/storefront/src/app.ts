/** The shop as an Express application. It does not listen. */
import { fileURLToPath } from "node:url";
import express from "express";
import type { ErrorRequestHandler, Express } from "express";
import { brokenPage, notFoundPage, refusedPage } from "./pages/message-page.ts";
import { addFormRoutes } from "./routes/forms.ts";
import { addPageRoutes } from "./routes/pages.ts";
import { addWebhookRoute } from "./routes/webhooks.ts";
import type { WebhookOptions } from "./routes/webhooks.ts";
import { readContext, sendPage } from "./routes/context.ts";
import { createSecurityHeaders, refuseForeignForms } from "./security.ts";
import type { Shop } from "./shop.ts";

const PUBLIC_DIR = fileURLToPath(new URL("../public", import.meta.url));

export interface AppOptions extends Shop, WebhookOptions {
  /** Told what went wrong while a page was made. */
  readonly onError: (error: unknown) => void;
}

export function createApp(shop: AppOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use(createSecurityHeaders(shop), refuseForeignForms);
  app.use(express.static(PUBLIC_DIR, { index: false }));
  addPageRoutes(app, shop);
  addFormRoutes(app, shop);
  addWebhookRoute(app, shop);

  app.use((req, res) => {
    const context = readContext(shop, req);
    sendPage(res, context, notFoundPage(context));
  });

  const answerError: ErrorRequestHandler = (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const status = clientErrorStatus(error);
    if (status === undefined) shop.onError(error);
    const context = readContext(shop, req);
    sendPage(
      res,
      context,
      status === undefined ? brokenPage(context) : refusedPage(context, status),
    );
  };
  app.use(answerError);
  return app;
}

/** The status of a request that could not be read, as Express names it; undefined where the fault is ours. */
function clientErrorStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("status" in error)) return undefined;
  const { status } = error;
  return typeof status === "number" && status >= 400 && status < 500
    ? status
    : undefined;
}
