/** Sends pages that the relay renders, each with the strictest possible policy. */
import type { ServerResponse } from "node:http";
import type { Html } from "./html.ts";
import { helmetHeaders } from "../kit/helmet-headers.ts";
import type { Middleware } from "../kit/middleware.ts";

/** These headers apply to the whole origin, which may not be the relay's. */
export const NO_ORIGIN_HEADERS = {
  strictTransportSecurity: false,
  originAgentCluster: false,
} as const;

/** What a page may load besides styles and pictures of its own origin. `scripts`: the relay's scripts, with Trusted Types. */
export interface PagePolicy {
  readonly scripts: boolean;
}

/** Beside https, a link's picture may be on the machine where a shop is tried out. */
const LOCAL_PICTURES = ["http://localhost:*", "http://127.0.0.1:*"];

/**
 * The headers of a page. Pages have no inline scripts or styles, and can't be framed: shoppers must see where they pay.
 */
export function createPageHeaders({ scripts }: PagePolicy): Middleware {
  const withScripts = {
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
    imgSrc: ["'self'", "https:", "data:", ...LOCAL_PICTURES],
    requireTrustedTypesFor: ["'script'"],
    trustedTypes: ["malipo"],
  };
  return helmetHeaders({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        ...(scripts ? withScripts : {}),
      },
    },
    // Other sites must not learn which link was opened.
    referrerPolicy: { policy: "strict-origin" },
    xFrameOptions: { action: "deny" },
    ...NO_ORIGIN_HEADERS,
  });
}

/** Payment links are private: no cache, no search engine. */
export function sendPage(
  res: ServerResponse,
  status: number,
  language: string,
  page: Html,
): void {
  const body = page.markup;
  res.statusCode = status;
  res.setHeader("Content-Type", "text/html; charset=utf-8");
  res.setHeader("Content-Length", Buffer.byteLength(body));
  res.setHeader("Content-Language", language);
  res.setHeader("Cache-Control", "no-store");
  res.setHeader("X-Robots-Tag", "noindex, nofollow");
  res.end(body);
}
