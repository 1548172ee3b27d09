/** Style sheets of the relay's pages, which allow no inline styles. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isKnownVersion } from "../kit/etag.ts";
import { plainRoute } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

/** `file`: next to the module, in the sources and in the published package. Read once, at load. */
export function stylesheetRoute(
  id: string,
  path: string,
  summary: string,
  file: URL,
): Route {
  const css = readFileSync(file);
  const etag = `"${createHash("sha256").update(css).digest("base64url").slice(0, 22)}"`;
  return plainRoute({
    id,
    method: "GET",
    path,
    access: "anyone",
    summary,
    responses: {
      200: {
        description: "The style sheet.",
        type: "text/css",
        example: "main { max-width: 720px; }",
      },
      304: {
        description: "Not modified since the version in `If-None-Match`.",
      },
    },
    serve(_context, { req }, res) {
      sendStylesheet(css, etag, req, res);
    },
  });
}

function sendStylesheet(
  css: Buffer,
  etag: string,
  req: IncomingMessage,
  res: ServerResponse,
): void {
  res.setHeader("Cache-Control", "public, max-age=300, must-revalidate");
  res.setHeader("ETag", etag);
  res.setHeader("X-Content-Type-Options", "nosniff");
  if (isKnownVersion(req.headers["if-none-match"], etag)) {
    res.writeHead(304).end();
    return;
  }
  res.setHeader("Content-Type", "text/css; charset=utf-8");
  res.setHeader("Content-Length", css.length);
  res.end(css);
}
