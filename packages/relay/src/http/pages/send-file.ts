/** Sends small files that don't change while the relay runs. */
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isKnownVersion } from "../kit/etag.ts";

export interface PageFile {
  /** The content type. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

const versions = new WeakMap<PageFile, string>();

/** Changes with the file's content. 22 characters, all of which an address may have. */
export function versionOf(file: PageFile): string {
  const known = versions.get(file);
  if (known !== undefined) return known;
  const version = digestOf(file.bytes);
  versions.set(file, version);
  return version;
}

export const digestOf = (content: Uint8Array | string): string =>
  createHash("sha256").update(content).digest("base64url").slice(0, 22);

/** Sends 304 and returns true if the client has this version already. */
export function sendNotModified(
  version: string,
  req: IncomingMessage,
  res: ServerResponse,
): boolean {
  const etag = `"${version}"`;
  res.setHeader("Cache-Control", "public, max-age=300, must-revalidate");
  res.setHeader("ETag", etag);
  res.setHeader("X-Content-Type-Options", "nosniff");
  if (!isKnownVersion(req.headers["if-none-match"], etag)) return false;
  res.writeHead(304).end();
  return true;
}

export function sendFile(
  file: PageFile,
  req: IncomingMessage,
  res: ServerResponse,
  version: string = versionOf(file),
): void {
  const { type, bytes } = file;
  if (sendNotModified(version, req, res)) return;
  res.setHeader(
    "Content-Type",
    type.startsWith("text/") ? `${type}; charset=utf-8` : type,
  );
  res.setHeader("Content-Length", bytes.length);
  res.end(bytes);
}
