/** The relay's HTTP interface: its routes and the middleware that applies to every request. */
import type {
  IncomingMessage,
  RequestListener,
  ServerResponse,
} from "node:http";
import { createConsole } from "./console/console.ts";
import { createContext } from "./context.ts";
import type { AppParts } from "./context.ts";
import { basePathOf } from "./kit/addresses.ts";
import { helmetHeaders } from "./kit/helmet-headers.ts";
import { createOriginCheck, createOriginWarning } from "./kit/cors.ts";
import type { Middleware } from "./kit/middleware.ts";
import { createRateLimiter } from "./kit/rate-limit.ts";
import { boundBody } from "./kit/raw-body.ts";
import { createRequestLog } from "./kit/request-log.ts";
import { createRouter } from "./kit/router.ts";
import type { Middlewares, Serve } from "./kit/router.ts";
import { createScopeCheck, requireMerchantKey } from "./merchant/key.ts";
import { createOpenApiDocument } from "./openapi/document.ts";
import { NO_ORIGIN_HEADERS } from "./pages/html-page.ts";
import { createReadableProblems } from "./pages/readable-problems.ts";
import { ADDRESSES, ROUTES } from "./routes.ts";
import type { EventStreams } from "./shopper/event-stream.ts";

export interface App {
  /** For `malipo serve`. */
  readonly handler: (req: IncomingMessage, res: ServerResponse) => void;
  /** For mounting the relay in another server. */
  readonly mounted: Serve;
  /** For the admin port. */
  readonly console: RequestListener;
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
    readable: createReadableProblems(context),
    page: createOriginCheck(deps.settings, createOriginWarning(deps.log)),
    merchantKey: requireMerchantKey(deps, parts.callers, (req) =>
      limits.take("merchantKeys", clientKey(req)),
    ),
    scope: createScopeCheck(deps, limits),
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
    console: createConsole(context, ROUTES, middlewares, requestLog),
    streams: context.streams,
    handler(req, res) {
      // Under a path of another origin, origin-wide headers are not the relay's to set.
      if (base === "") setOriginHeaders(res);
      mounted(req, res, cutBase(req.url ?? "/", base));
    },
  };
}

/** Headers that apply to the whole origin. */
function setOriginHeaders(res: ServerResponse): void {
  res.setHeader(
    "Strict-Transport-Security",
    "max-age=31536000; includeSubDomains",
  );
  res.setHeader("Origin-Agent-Cluster", "?1");
}

/** Proxies may keep or strip the path of the public URL; health checks come without it. */
function cutBase(target: string, base: string): string {
  const url = toOriginForm(target);
  if (base === "" || !url.toLowerCase().startsWith(`${base.toLowerCase()}/`))
    return url;
  const rest = url.slice(base.length);
  return ADDRESSES.isOwn(rest.split("?")[0] ?? "/") ? rest : url;
}

/** Servers must accept the absolute form too (RFC 9112, section 3.2.2). */
function toOriginForm(target: string): string {
  if (target.startsWith("/") || !URL.canParse(target)) return target;
  const { pathname, search } = new URL(target);
  return `${pathname}${search}`;
}

/** JSON responses need no browser features. Pages and files set their own policy. */
const jsonHeaders: Middleware = helmetHeaders({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  ...NO_ORIGIN_HEADERS,
});
