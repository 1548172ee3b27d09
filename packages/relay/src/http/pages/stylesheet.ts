/** A stylesheet of the relay's own pages, which allow none inside the page. */
import { createHash } from "node:crypto";
import type { Router } from "express";
import { isKnownVersion } from "../kit/etag.ts";

export function addStylesheet(router: Router, path: string, css: string): void {
  const etag = `"${createHash("sha256").update(css).digest("base64url").slice(0, 22)}"`;
  router.get(path, (req, res) => {
    res.set({
      "Cache-Control": "public, max-age=300, must-revalidate",
      ETag: etag,
      "X-Content-Type-Options": "nosniff",
    });
    if (isKnownVersion(req.get("If-None-Match"), etag)) res.status(304).end();
    else res.type("css").send(css);
  });
}
