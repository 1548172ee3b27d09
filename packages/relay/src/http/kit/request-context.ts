/** The context of one request: its id, and the public URL for links to problem pages. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Caller } from "../../use-cases/api-keys/read-caller.ts";

export interface RequestContext {
  readonly requestId: string;
  /** Of the trace that it is part of. */
  readonly traceId?: string;
  /** Of the merchant API. */
  readonly caller?: Caller;
  /** "https://pay.shop.example" or "https://shop.example/pay", without a trailing slash; null if not known. */
  readonly publicUrl: string | null;
}

/** Nothing that could forge a log line or a header. */
const SANE_ID = /^[\w.-]{1,64}$/;

const contexts = new WeakMap<ServerResponse, RequestContext>();

/** The request's context; created here if no middleware has set one. */
export function requestContext(res: ServerResponse): RequestContext {
  const context = contexts.get(res) ?? {
    requestId: randomUUID(),
    publicUrl: null,
  };
  contexts.set(res, context);
  return context;
}

export function noteTrace(
  res: ServerResponse,
  traceId: string | undefined,
): void {
  if (traceId !== undefined)
    contexts.set(res, { ...requestContext(res), traceId });
}

export function noteCaller(res: ServerResponse, caller: Caller): void {
  contexts.set(res, { ...requestContext(res), caller });
}

/** Throws if nobody was authenticated. */
export function callerOf(res: ServerResponse): Caller {
  const { caller } = requestContext(res);
  if (caller === undefined) throw new Error("the caller is not authenticated");
  return caller;
}

/** The host handles the request after all, so it is not logged. */
export function endContext(res: ServerResponse): void {
  contexts.delete(res);
}

export const hasContext = (res: ServerResponse): boolean => contexts.has(res);

/** Uses the caller's `X-Request-Id` if it is valid, and returns it. */
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
