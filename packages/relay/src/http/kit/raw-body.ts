/** Reads a raw body with a hard size limit, whatever its content type. */
import type { IncomingMessage } from "node:http";

export type RawBody =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: "too_large" | "aborted" };

/** Stops reading at the limit; the caller then responds and closes the connection. */
export async function readRawBody(
  req: IncomingMessage & {
    readonly body?: unknown;
    readonly rawBody?: unknown;
  },
  limitBytes: number,
): Promise<RawBody> {
  if (Number(req.headers["content-length"] ?? 0) > limitBytes)
    return { ok: false, reason: "too_large" };
  if (req.readableDidRead) {
    const bytes = toBytes(req.rawBody ?? req.body);
    return bytes.length > limitBytes
      ? { ok: false, reason: "too_large" }
      : { ok: true, bytes };
  }
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of req as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limitBytes) return { ok: false, reason: "too_large" };
      chunks.push(chunk);
    }
  } catch {
    // The sender disconnected: there is nobody to respond to.
    return { ok: false, reason: "aborted" };
  }
  return { ok: true, bytes: Buffer.concat(chunks) };
}

/** How long a body may take. Our own server also limits whole requests; a host's may not. */
const BODY_WITHIN_MS = 30_000;

/** Closes the connection if the body has not arrived in time. */
export function boundBody(req: IncomingMessage): void {
  if (req.method === "GET" || req.method === "HEAD" || req.complete) return;
  const timer = setTimeout(() => {
    if (!req.complete) req.socket.destroy();
  }, BODY_WITHIN_MS);
  timer.unref();
  req.once("close", () => {
    clearTimeout(timer);
  });
}

/** What the host's body parser left of the body; empty if it left nothing usable. */
function toBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (typeof body === "string") return Buffer.from(body);
  return typeof body === "object" && body !== null
    ? Buffer.from(JSON.stringify(body))
    : Buffer.alloc(0);
}
