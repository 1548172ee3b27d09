/** Reads a body as bytes, with a hard limit, whatever its content type. */
import type { IncomingMessage } from "node:http";

export type RawBody =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: "too_large" | "aborted" };

/** Stops reading at the limit; the caller answers and the connection is closed with the rest unread. */
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
    // The sender went away in the middle: there is nobody to answer.
    return { ok: false, reason: "aborted" };
  }
  return { ok: true, bytes: Buffer.concat(chunks) };
}

/** How long a body may take to come. A server of our own bounds whole requests as well; a host's may not. */
const BODY_WITHIN_MS = 30_000;

/** Breaks the connection off when the body has not come in time. */
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

/** What a body parser in front of the relay left of the body; nothing where it left nothing that can be read. */
function toBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (typeof body === "string") return Buffer.from(body);
  return typeof body === "object" && body !== null
    ? Buffer.from(JSON.stringify(body))
    : Buffer.alloc(0);
}
