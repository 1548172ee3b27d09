/** The relay's HTTP interface: its routes, what stands before them, and what holds for every request. */
import type { IncomingMessage, ServerResponse } from "node:http";
import helmet from "helmet";
import { createContext } from "./context.ts";
import type { AppParts } from "./context.ts";
import { basePathOf } from "./kit/addresses.ts";
import { createOriginCheck, createOriginWarning } from "./kit/cors.ts";
import type { Middleware } from "./kit/middleware.ts";
import { createRateLimiter } from "./kit/rate-limit.ts";
import { boundBody } from "./kit/raw-body.ts";
import { createRequestLog } from "./kit/request-log.ts";
import { createRouter } from "./kit/router.ts";
import type { Middlewares, Serve } from "./kit/router.ts";
import { requireMerchantKey } from "./merchant/key.ts";
import { createOpenApiDocument } from "./openapi/document.ts";
import { NOTHING_OF_THE_ORIGIN } from "./pages/html-page.ts";
import { ADDRESSES } from "./routes.ts";
import type { EventStreams } from "./shopper/event-stream.ts";

export interface App {
  /** For `malipo serve`. */
  readonly handler: (req: IncomingMessage, res: ServerResponse) => void;
  /** For a server that the relay is a guest in. */
  readonly mounted: Serve;
  readonly streams: EventStreams;
}

export function createApp(parts: AppParts): App {
  const { deps, limits, version } = parts;
  const { publicUrl } = deps.settings;
  const base = basePathOf(publicUrl);
  let description: string | undefined;
  const context = createContext(parts, () => {
    description ??= JSON.stringify(createOpenApiDocument(publicUrl, version));
    return description;
  });
  const { clientKey } = context;
  const middlewares: Middlewares = {
    headers: jsonHeaders,
    page: createOriginCheck(deps.settings, createOriginWarning(deps.log)),
    merchantKey: requireMerchantKey(
      parts.isMerchantKey,
      createRateLimiter(limits, "merchantKeys", clientKey),
    ),
    limit: (kind) => createRateLimiter(limits, kind, clientKey),
  };
  const route = createRouter(ADDRESSES, context, middlewares);
  const requestLog = createRequestLog({
    log: deps.log,
    clock: deps.clock,
    publicUrl,
  });
  const mounted: Serve = (req, res, url) => {
    boundBody(req);
    requestLog(req, res, () => {
      route(req, res, url);
    });
  };
  return {
    mounted,
    streams: context.streams,
    handler(req, res) {
      // Who lives below a path of somebody's origin says nothing about that origin.
      if (base === "") setOriginHeaders(res);
      mounted(req, res, cutBase(req.url ?? "/", base));
    },
  };
}

/** What holds for the whole origin, and so is for its owner alone to say. */
function setOriginHeaders(res: ServerResponse): void {
  res.setHeader(
    "Strict-Transport-Security",
    "max-age=31536000; includeSubDomains",
  );
  res.setHeader("Origin-Agent-Cluster", "?1");
}

/** Proxies either keep the path of the public URL or cut it off; health checks come without it. */
function cutBase(target: string, base: string): string {
  const url = toOriginForm(target);
  if (base === "" || !url.toLowerCase().startsWith(`${base.toLowerCase()}/`))
    return url;
  const rest = url.slice(base.length);
  return ADDRESSES.isOwn(rest.split("?")[0] ?? "/") ? rest : url;
}

/** Whole addresses have to be taken as well (RFC 9112, section 3.2.2). */
function toOriginForm(target: string): string {
  if (target.startsWith("/") || !URL.canParse(target)) return target;
  const { pathname, search } = new URL(target);
  return `${pathname}${search}`;
}

/** JSON needs nothing at all from a browser. Pages and files set their own policy. */
const jsonHeaders: Middleware = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  ...NOTHING_OF_THE_ORIGIN,
});
