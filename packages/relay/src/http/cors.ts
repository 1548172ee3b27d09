/** Which pages may use the shopper's side: exact origins, no cookies, the relay's own origin always. */
import cors from "cors";
import { refuse } from "../domain/errors.ts";
import type { Gate } from "./gate.ts";
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
];
const ANSWER_HEADERS = ["ETag", "Retry-After", "X-Request-Id"];
const PREFLIGHT_SECONDS = 600;

function allOrigins({ publicUrl, allowedOrigins }: OriginSettings): string[] {
  return [...new Set([new URL(publicUrl).origin, ...allowedOrigins])];
}

/**
 * Adds the CORS headers and answers preflights. `Vary: Origin` goes on every answer, also without an
 * `Origin`, or a cache would hand one shop's answer to another.
 */
export function createCors(settings: OriginSettings): Gate {
  return cors({
    origin: allOrigins(settings),
    methods: METHODS,
    allowedHeaders: REQUEST_HEADERS,
    exposedHeaders: ANSWER_HEADERS,
    maxAge: PREFLIGHT_SECONDS,
  });
}

/** Refuses requests that a browser sends for a page of another origin. Requests without an `Origin` pass. */
export function createOriginCheck(settings: OriginSettings): Gate {
  const allowed = new Set(allOrigins(settings));
  return (req, res, next) => {
    const { origin } = req.headers;
    if (origin === undefined || allowed.has(origin)) next();
    else
      sendProblem(
        res,
        refuse(
          "origin_refused",
          "This page's origin is not one of MALIPO_ALLOWED_ORIGINS.",
        ),
      );
  };
}
