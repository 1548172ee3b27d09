/** CORS for the shopper API: exact origins, no cookies, the relay's own origin always. */
import cors from "cors";
import { refuse } from "../../domain/errors.ts";
import type { Log } from "../../ports/log.ts";
import type { Middleware } from "./middleware.ts";
import { sendProblem } from "./problem.ts";

export interface OriginSettings {
  readonly publicUrl: string;
  /** Exact origins ("https://shop.example"), no wildcards. */
  readonly allowedOrigins: readonly string[];
}

const METHODS = ["GET", "POST", "PATCH"];
const REQUEST_HEADERS = [
  "Authorization",
  "Content-Type",
  "Idempotency-Key",
  "If-None-Match",
  "Last-Event-ID",
  "traceparent",
  "tracestate",
];
const RESPONSE_HEADERS = ["ETag", "Retry-After", "X-Request-Id"];
const PREFLIGHT_SECONDS = 600;

function allOrigins({ publicUrl, allowedOrigins }: OriginSettings): string[] {
  return [...new Set([new URL(publicUrl).origin, ...allowedOrigins])];
}

/**
 * Adds the CORS headers, responds to preflights, and refuses pages of other origins. Requests without an `Origin` pass.
 * Every response has `Vary: Origin`, or a cache could serve one shop's response to another.
 *
 * A page of another origin may read its refusal and nothing else: if the preflight failed, it could not tell a missing
 * setting from a broken connection. This is one middleware, so that nothing can run between the permission and the
 * refusal.
 */
export function createOriginCheck(
  settings: OriginSettings,
  onRefused: (origin: string) => void,
): Middleware {
  const origins = allOrigins(settings);
  const allowed = new Set(origins);
  const common = { methods: METHODS, allowedHeaders: REQUEST_HEADERS };
  const admit = cors({
    ...common,
    origin: origins,
    exposedHeaders: RESPONSE_HEADERS,
    maxAge: PREFLIGHT_SECONDS,
  });
  // Preflights are not cached: the origin may be allowed after the next start.
  const letReadRefusal = cors({ ...common, origin: true });
  return (req, res, next) => {
    const { origin } = req.headers;
    if (origin === undefined || allowed.has(origin)) {
      admit(req, res, next);
      return;
    }
    onRefused(origin);
    letReadRefusal(req, res, () => {
      sendProblem(res, REFUSED);
    });
  };
}

const REFUSED = refuse(
  "origin_refused",
  "This page's origin is not one of MALIPO_ALLOWED_ORIGINS.",
);

/** More than a shop has. Bounds the log. */
const MAX_WARNINGS = 100;
const MAX_ORIGIN = 200;

/** One warning for each origin. */
export function createOriginWarning(log: Log): (origin: string) => void {
  const warned = new Set<string>();
  return (given) => {
    const origin = given.slice(0, MAX_ORIGIN);
    if (warned.has(origin) || warned.size > MAX_WARNINGS) return;
    warned.add(origin);
    if (warned.size > MAX_WARNINGS)
      log.warn({}, "further refused origins are not logged");
    else
      log.warn(
        { origin },
        "pages of this origin are refused; if it is the shop's, add it to MALIPO_ALLOWED_ORIGINS and restart",
      );
  };
}
