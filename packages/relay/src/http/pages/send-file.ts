/** Sends small files that don't change while the relay runs. */
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isKnownVersion } from "../kit/etag.ts";

export interface PageFile {
  /** The content type. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

const etags = new WeakMap<PageFile, string>();

function etagOf(file: PageFile): string {
  const known = etags.get(file);
  if (known !== undefined) return known;
  const digest = createHash("sha256").update(file.bytes).digest("base64url");
  const etag = `"${digest.slice(0, 22)}"`;
  etags.set(file, etag);
  return etag;
}

export function sendFile(
  file: PageFile,
  req: IncomingMessage,
  res: ServerResponse,
): void {
  const { type, bytes } = file;
  const etag = etagOf(file);
  res.setHeader("Cache-Control", "public, max-age=300, must-revalidate");
  res.setHeader("ETag", etag);
  res.setHeader("X-Content-Type-Options", "nosniff");
  if (isKnownVersion(req.headers["if-none-match"], etag)) {
    res.writeHead(304).end();
    return;
  }
  res.setHeader(
    "Content-Type",
    type.startsWith("text/") ? `${type}; charset=utf-8` : type,
  );
  res.setHeader("Content-Length", bytes.length);
  res.end(bytes);
}
