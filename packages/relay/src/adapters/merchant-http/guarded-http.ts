/**
 * Requests to the merchant's URLs. Addresses are checked where the connection is made, so that DNS can't change its answer
 * in between. Redirects are not followed.
 */
import { lookup as dnsLookup } from "node:dns";
import http from "node:http";
import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import type { LookupFunction } from "node:net";
import { withTraceHeaders } from "../otel-tracing/current-trace.ts";
import type { AddressGuard } from "./address-guard.ts";

export interface GuardedRequest {
  readonly url: string;
  readonly method: "POST" | "HEAD";
  readonly headers: OutgoingHttpHeaders;
  readonly body?: string;
  /** Ends the request, and the response if it is still being read. */
  readonly signal: AbortSignal;
}

/** Resolves when the response's headers have arrived. The caller reads or drops the body. */
export type GuardedHttp = (request: GuardedRequest) => Promise<IncomingMessage>;

export interface GuardedHttpOptions {
  readonly guard: AddressGuard;
  /** Replaced in tests only. */
  readonly lookup?: typeof dnsLookup;
}

/** Shorter than the idle time of common servers, so that few connections are closed just when they are used. */
const IDLE_MS = 4_000;
const DROPPED: ReadonlySet<unknown> = new Set(["ECONNRESET", "EPIPE"]);

/** Its code is in the words of network-error.ts. */
export class PrivateAddressError extends Error {
  readonly code = "PRIVATE_ADDRESS";

  constructor() {
    super("the host has a private address");
    this.name = "PrivateAddressError";
  }
}

export function createGuardedHttp({
  guard,
  lookup = dnsLookup,
}: GuardedHttpOptions): GuardedHttp {
  const options = {
    keepAlive: true,
    timeout: IDLE_MS,
    lookup: guardedLookup(guard, lookup),
  };
  const agents = {
    plain: new http.Agent(options),
    tls: new https.Agent(options),
  };

  const send = (request: GuardedRequest, url: URL): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { method, headers, signal, body } = request;
      const isTls = url.protocol === "https:";
      const start = isTls ? https.request : http.request;
      const agent = isTls ? agents.tls : agents.plain;
      const sent = withTraceHeaders((traced) =>
        start(url, {
          method,
          headers: { ...headers, ...traced },
          signal,
          agent,
        }),
      );
      sent.once("response", resolve);
      // Also after the response: an error of its body is told to the reader as well.
      sent.on("error", (error: NodeJS.ErrnoException) => {
        // The server closed an idle connection at the same moment.
        if (sent.reusedSocket && DROPPED.has(error.code) && !signal.aborted)
          send(request, url).then(resolve, reject);
        else reject(error);
      });
      sent.end(body);
    });

  return async (request) => {
    const url = new URL(request.url);
    // An address needs no look-up, so it would never come to the guard.
    const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
    if (isIP(host) !== 0 && !guard.allows(host, host))
      throw new PrivateAddressError();
    return send(request, url);
  };
}

/** One private address among others is enough to refuse: nobody can say which of them would be called. */
function guardedLookup(
  guard: AddressGuard,
  lookup: typeof dnsLookup,
): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      // Node gives no list with an error, whatever its types say.
      if (error !== null) {
        callback(error, []);
        return;
      }
      const [first] = found;
      if (
        first === undefined ||
        !found.every(({ address }) => guard.allows(hostname, address))
      ) {
        callback(new PrivateAddressError(), []);
        return;
      }
      if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

/** Reads little, so that the connection can be used again; a longer or slower body is cut off. */
export function dropBody(
  response: IncomingMessage,
  maxBytes: number,
  withinMs: number,
): void {
  let left = maxBytes;
  const timer = setTimeout(() => response.destroy(), withinMs);
  response.on("error", () => undefined);
  response.once("close", () => {
    clearTimeout(timer);
  });
  response.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) response.destroy();
  });
}
