/** Sends pages that the relay renders itself, each with the strictest policy it can live with. */
import type { ServerResponse } from "node:http";
import helmet from "helmet";
import type { Html } from "./html.ts";
import type { Middleware } from "../kit/middleware.ts";

/** These hold for more than one answer: for the whole origin, which may be somebody else's. */
export const NOTHING_OF_THE_ORIGIN = {
  strictTransportSecurity: false,
  originAgentCluster: false,
} as const;

/** What a page may load besides its own origin's styles. `scripts`: our own, and Trusted Types for them. */
export interface PagePolicy {
  readonly scripts: boolean;
}

/**
 * The headers of a page. There is no inline script or style anywhere, and no frame may hold the page:
 * a shopper must see where they pay.
 */
export function createPageHeaders({ scripts }: PagePolicy): Middleware {
  const withScripts = {
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
    imgSrc: ["'self'", "https:", "data:"],
    requireTrustedTypesFor: ["'script'"],
    trustedTypes: ["malipo"],
  };
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        ...(scripts ? withScripts : {}),
      },
    },
    // A page opened by its link must not tell other sites which link it was.
    referrerPolicy: { policy: "strict-origin" },
    xFrameOptions: { action: "deny" },
    ...NOTHING_OF_THE_ORIGIN,
  });
}

/** The page's status and text. Links to pay are nobody else's business: no cache, no search engine. */
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
