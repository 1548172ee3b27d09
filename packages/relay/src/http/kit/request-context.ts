/** What answers of one request share: its id, and where the pages about problems are. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

export interface RequestContext {
  readonly requestId: string;
  /** "https://pay.shop.example" or "https://shop.example/pay", no slash at the end; null while nobody has said. */
  readonly publicUrl: string | null;
}

/** Letters, digits and a few signs: nothing that could forge a log line or a header. */
const SANE_ID = /^[\w.-]{1,64}$/;

const contexts = new WeakMap<ServerResponse, RequestContext>();

/** The request's context; made on the spot where no middleware has set one. */
export function requestContext(res: ServerResponse): RequestContext {
  const context = contexts.get(res) ?? {
    requestId: randomUUID(),
    publicUrl: null,
  };
  contexts.set(res, context);
  return context;
}

/** The host of the relay answers after all: there is nothing to say of this request. */
export function endContext(res: ServerResponse): void {
  contexts.delete(res);
}

export const hasContext = (res: ServerResponse): boolean => contexts.has(res);

/** Takes over the caller's `X-Request-Id` where it is sane, and says it back. */
export function beginContext(
  req: IncomingMessage,
  res: ServerResponse,
  publicUrl: string,
): void {
  const given = req.headers["x-request-id"];
  const sane = typeof given === "string" && SANE_ID.test(given);
  const requestId = sane ? given : randomUUID();
  contexts.set(res, { requestId, publicUrl });
  res.setHeader("X-Request-Id", requestId);
}
