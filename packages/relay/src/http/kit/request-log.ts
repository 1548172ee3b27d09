/** Gives every request its id and writes one line when it is over: never a query string, a header or a body. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { Middleware } from "./middleware.ts";
import { beginContext, hasContext, requestContext } from "./request-context.ts";

export interface RequestLogOptions {
  readonly log: Log;
  readonly clock: Clock;
  /** Where the pages about problems are. */
  readonly publicUrl: string;
}

const MAX_PATH = 200;
/** Asked every few seconds by machines; worth a line only when they fail. */
const QUIET = /\/(?:livez|readyz)$/;

/** Run it first, and once for each request. */
export function createRequestLog(options: RequestLogOptions): Middleware {
  const { log, clock, publicUrl } = options;
  return (req, res, next) => {
    beginContext(req, res, publicUrl);
    const startedAt = clock.now();
    // Now, not later: a router that the relay is mounted in shortens `url` on the way.
    const path = pathOf(req);
    res.once("close", () => {
      if (hasContext(res))
        writeLine(log, req, res, path, clock.now() - startedAt);
    });
    next();
  };
}

/** The path as it was asked for, without what follows the question mark. */
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
  const { requestId } = requestContext(res);
  const status = res.statusCode;
  // The other side went away before the answer was complete; for an event stream that is the usual end.
  const aborted = !res.writableFinished;
  const fields = {
    requestId,
    method: req.method,
    path,
    status,
    durationMs,
    ...(aborted ? { aborted } : {}),
  };
  if (status >= 500) log.error(fields, "request failed");
  else if (!QUIET.test(path)) log.info(fields, "request");
}
