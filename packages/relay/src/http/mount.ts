/** Mounts the relay in another server: it handles its own addresses and leaves all others to the host. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { refuse } from "../domain/errors.ts";
import type { Log } from "../ports/log.ts";
import { isBodyError } from "./kit/json-body.ts";
import { basePathOf } from "./kit/addresses.ts";
import { setPassOn } from "./kit/pass-on.ts";
import { sendProblem } from "./kit/problem.ts";
import { beginContext, endContext } from "./kit/request-context.ts";
import type { Serve } from "./kit/router.ts";
import { ADDRESSES } from "./routes.ts";

type Next = (error?: unknown) => void;

/** Middleware for Express 4 and 5, connect and middie, and for `node:http` with any `next`. */
export type RelayMount = (
  req: IncomingMessage,
  res: ServerResponse,
  next: Next,
) => void;

/** An error handler of Express and connect. */
export type RelayRescue = (
  error: unknown,
  req: IncomingMessage,
  res: ServerResponse,
  next: Next,
) => void;

export interface MountOptions {
  readonly publicUrl: string;
  /** The ids of the known providers, whose callbacks belong to the relay. */
  readonly providers: readonly string[];
  /** The relay's routes, without the base path; undefined until it has started. */
  readonly routes: () => Serve | undefined;
  readonly log: Log;
}

export interface Mount {
  readonly router: RelayMount;
  readonly rescue: RelayRescue;
}

/** Properties that frameworks add to a request and may change. */
interface HostedRequest extends IncomingMessage {
  originalUrl?: string;
  baseUrl?: string;
  body?: unknown;
}

interface MountedRequest {
  /** The prefix that the host removed from the URL. */
  readonly mountPath: string;
  /** The URL under the relay's base path; undefined outside of it. */
  readonly ownUrl: string | undefined;
}

const NOT_STARTED = refuse(
  "store_unavailable",
  "The relay has not started yet.",
  { retryAfterSeconds: 1 },
);

export function createMount({
  publicUrl,
  providers,
  routes,
  log,
}: MountOptions): Mount {
  const base = basePathOf(publicUrl);
  let isLogged = false;

  const refuseElsewhere = (res: ServerResponse, mountPath: string): void => {
    const path = base === "" ? "has no path" : `has the path "${base}"`;
    const detail = `The relay is mounted at "${mountPath}", but MALIPO_PUBLIC_URL ${path}: links, callbacks and returns would not reach it. Use the same path for both.`;
    if (!isLogged) log.error({ publicUrl, mountPath }, detail);
    isLogged = true;
    sendProblem(res, refuse("internal_error", detail));
  };

  const router: RelayMount = (req, res, next) => {
    const located = locate(req, base);
    if (isElsewhere(located.mountPath, base)) {
      if (ADDRESSES.isOwn(pathOf(req.url)))
        refuseElsewhere(res, located.mountPath);
      else next();
      return;
    }
    if (
      located.ownUrl === undefined ||
      !isClaimed(req, located.ownUrl, base, providers)
    ) {
      next();
      return;
    }
    const serve = routes();
    if (serve === undefined) {
      beginContext(req, res, publicUrl);
      sendProblem(res, NOT_STARTED);
      return;
    }
    const restore = keepHeaders(res);
    setPassOn(res, () => {
      restore();
      next();
    });
    serve(req, res, located.ownUrl);
  };

  return {
    router,
    /** A body parser of the host may fail on a callback, which must not be lost. */
    rescue(error, req, res, next) {
      const { ownUrl } = locate(req, base);
      const isCallback =
        ownUrl !== undefined &&
        ADDRESSES.takesBytes(req.method ?? "", pathOf(ownUrl));
      if (!isCallback || !isBodyError(error)) {
        next(error);
        return;
      }
      // body-parser provides the text that it could not parse.
      (req as HostedRequest).body = "body" in error ? error.body : undefined;
      router(req, res, next);
    },
  };
}

const pathOf = (url = "/"): string => url.split("?")[0] ?? "/";

function locate(req: HostedRequest, base: string): MountedRequest {
  const url = req.url ?? "/";
  const original = req.originalUrl ?? url;
  const mountPath =
    req.baseUrl ??
    (original.endsWith(url)
      ? original.slice(0, original.length - url.length)
      : "");
  const isBelow = original.toLowerCase().startsWith(`${base.toLowerCase()}/`);
  return {
    mountPath,
    ownUrl: isBelow ? original.slice(base.length) : undefined,
  };
}

/** A mount at the base path, at a part of it or at the root receives all the relay's requests. */
const isElsewhere = (mountPath: string, base: string): boolean =>
  !`${base}/`.toLowerCase().startsWith(`${mountPath}/`.toLowerCase());

/**
 * Under its own base path, the relay claims every address that may be its own; at the root of another server, only
 * those that certainly are.
 */
function isClaimed(
  req: IncomingMessage,
  ownUrl: string,
  base: string,
  providers: readonly string[],
): boolean {
  const path = pathOf(ownUrl);
  if (base !== "") return ADDRESSES.isOwn(path);
  const isPreflight =
    req.method === "OPTIONS" &&
    req.headers["access-control-request-method"] !== undefined;
  return ADDRESSES.isClaimedAtRoot(
    req.method ?? "",
    path,
    isPreflight,
    providers,
  );
}

/** Returns a function that restores the response's headers and status. */
function keepHeaders(res: ServerResponse): () => void {
  const headers = new Map(Object.entries(res.getHeaders()));
  const status = res.statusCode;
  return () => {
    endContext(res);
    if (res.headersSent) return;
    res.statusCode = status;
    for (const name of res.getHeaderNames()) {
      const value = headers.get(name);
      if (value === undefined) res.removeHeader(name);
      else res.setHeader(name, value);
    }
  };
}
