/**
 * The console on the admin port: its pages, its sessions, and the merchant API for whoever is signed in. On the public
 * port there is none of it, and cookies mean nothing there.
 */
import type { IncomingMessage, RequestListener } from "node:http";
import { NOT_FOUND } from "../../domain/errors.ts";
import type { HttpContext } from "../context.ts";
import { createAddresses } from "../kit/addresses.ts";
import type { Middleware } from "../kit/middleware.ts";
import { sendProblem } from "../kit/problem.ts";
import { boundBody } from "../kit/raw-body.ts";
import type { Route } from "../kit/route.ts";
import { createRouter } from "../kit/router.ts";
import type { Middlewares } from "../kit/router.ts";
import { consoleHeaders, sendConsoleFile } from "./files.ts";
import { requireSession } from "./session-check.ts";
import { CONSOLE_SESSION_ROUTES } from "./sessions.ts";

const SESSION = /^\/console\/sessions?\/?$/;

export function createConsole(
  context: HttpContext,
  merchantRoutes: readonly Route[],
  middlewares: Middlewares,
  requestLog: Middleware,
): RequestListener {
  const addresses = createAddresses([
    ...merchantRoutes.filter(({ access }) => access === "merchantKey"),
    ...CONSOLE_SESSION_ROUTES,
  ]);
  const plain: Middleware = (req, res, next) => {
    middlewares.headers(req, res, () => {
      res.setHeader("Cache-Control", "no-store");
      next();
    });
  };
  const route = createRouter(addresses, context, {
    ...middlewares,
    headers: plain,
    // Its routes are called by the console's own script, which wants problem documents.
    readable: () => (_req, _res, next) => {
      next();
    },
    merchantKey: requireSession(context, middlewares.limit("merchantKeys")),
  });
  const isPage = (req: IncomingMessage, path: string): boolean =>
    (req.method === "GET" || req.method === "HEAD") &&
    path.startsWith("/console") &&
    !SESSION.test(path);
  return (req, res) => {
    boundBody(req);
    requestLog(req, res, () => {
      const url = req.url ?? "/";
      const [path = "/"] = url.split("?");
      if (!isPage(req, path)) {
        route(req, res, url);
        return;
      }
      consoleHeaders(req, res, () => {
        const name = path.replace(/^\/console\/?/, "");
        if (!sendConsoleFile(context.consoleFiles, name, req, res))
          sendProblem(res, NOT_FOUND);
      });
    });
  };
}
