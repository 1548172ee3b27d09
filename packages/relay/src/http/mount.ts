/** The relay as a guest in an Express app: it takes its own addresses and leaves all others to the host. */
import type { ErrorRequestHandler, RequestHandler, Router } from "express";
import { refuse } from "../domain/errors.ts";
import { isBodyError } from "./json-body.ts";
import { isCallbackPath, isOwnPath } from "./own-paths.ts";
import { sendProblem } from "./problem.ts";

/** What `app.use` takes. */
export type RelayMount = (RequestHandler | ErrorRequestHandler)[];

const NOT_STARTED = refuse(
  "store_unavailable",
  "The relay has not started yet.",
  { retryAfterSeconds: 1 },
);

/** `router` gives the relay's routes once it has started. */
export function createMount(router: () => Router | undefined): RelayMount {
  const serve: RequestHandler = (req, res, next) => {
    if (!isOwnPath(req.path)) {
      next();
      return;
    }
    const routes = router();
    if (routes === undefined) sendProblem(res, NOT_STARTED);
    else routes(req, res, next);
  };

  /** A body parser of the host may choke on a callback; the provider's news must arrive all the same. */
  const rescueCallback: ErrorRequestHandler = (
    error: unknown,
    req,
    res,
    next,
  ) => {
    if (
      req.method !== "POST" ||
      !isCallbackPath(req.path) ||
      !isBodyError(error)
    ) {
      next(error);
      return;
    }
    // body-parser hands on the text that it could not parse.
    req.body = "body" in error ? error.body : undefined;
    serve(req, res, next);
  };

  return [serve, rescueCallback];
}
