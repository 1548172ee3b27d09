/** Assigns a request id and logs one line at the end: never a query string, a header or a body. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { Middleware } from "./middleware.ts";
import { beginContext, hasContext, requestContext } from "./request-context.ts";

export interface RequestLogOptions {
  readonly log: Log;
  readonly clock: Clock;
  /** For links to problem pages. */
  readonly publicUrl: string;
}

const MAX_PATH = 200;
/** Called every few seconds by machines; logged only if they fail. */
const QUIET = /\/(?:livez|readyz)$/;

/** Run it first, once per request. */
export function createRequestLog(options: RequestLogOptions): Middleware {
  const { log, clock, publicUrl } = options;
  return (req, res, next) => {
    beginContext(req, res, publicUrl);
    const startedAt = clock.now();
    // Read it now: a router that the relay is mounted in shortens `url`.
    const path = pathOf(req);
    res.once("close", () => {
      if (hasContext(res))
        writeLine(log, req, res, path, clock.now() - startedAt);
    });
    next();
  };
}

/** The requested path without the query. */
function pathOf(req: IncomingMessage): string {
  const { originalUrl } = req as IncomingMessage & { originalUrl?: unknown };
  const url = typeof originalUrl === "string" ? originalUrl : (req.url ?? "/");
  return (url.split("?")[0] ?? "/").slice(0, MAX_PATH);
}

function writeLine(
  log: Log,
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
  durationMs: number,
): void {
  const { requestId, traceId, caller } = requestContext(res);
  const status = res.statusCode;
  // The client disconnected before the response was complete; normal for an event stream.
  const aborted = !res.writableFinished;
  const fields = {
    requestId,
    ...(traceId === undefined ? {} : { traceId }),
    ...(caller === undefined ? {} : { caller: caller.actor.id }),
    method: req.method,
    path,
    status,
    durationMs,
    ...(aborted ? { aborted } : {}),
  };
  if (status >= 500) log.error(fields, "request failed");
  else if (!QUIET.test(path)) log.info(fields, "request");
}
