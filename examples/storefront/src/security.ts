/** What a page of the shop may load and whom it may talk to: itself and the relay, nobody else. */
import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Shop } from "./shop.ts";

/**
 * The strictest policy that the checkout works under: no inline script or style, no third party. `malipo` is the
 * checkout's own Trusted Types policy (https://www.w3.org/TR/trusted-types/).
 */
export function createSecurityHeaders({
  shopUrl,
  relayUrl,
}: Shop): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'none'"],
        "script-src": ["'self'", relayUrl],
        "connect-src": ["'self'", relayUrl],
        "style-src": ["'self'"],
        // The catalog names its pictures by the shop's public address.
        "img-src": ["'self'", shopUrl, relayUrl],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["malipo"],
      },
    },
    // With helmet's own "no-referrer", browsers would hide the origin of our forms from us, too.
    referrerPolicy: { policy: "same-origin" },
    // The relay's pages may show our pictures.
    crossOriginResourcePolicy: { policy: "cross-origin" },
  });
}

/** Refuses what a form on somebody else's site sends here. Requests without an `Origin` come from no page. */
export const refuseForeignForms: RequestHandler = (req, res, next) => {
  const { origin, host } = req.headers;
  const reads = req.method === "GET" || req.method === "HEAD";
  if (reads || origin === undefined || hostOf(origin) === host) next();
  else res.sendStatus(403);
};

const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined;
