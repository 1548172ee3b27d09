/**
 * One HTTP exchange with the provider: limited in time and size, without redirects; never throws for network errors.
 * With `node:http`, which costs half of what `fetch` does: docs/performance.md.
 */
import { readRetryAfter as parseRetryAfter } from "@malipo/protocol/retry-after";
import http from "node:http";
import type { IncomingMessage } from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import { withTraceHeaders } from "../otel-tracing/current-trace.ts";
import {
  describeNetworkError,
  networkErrorCode,
} from "../system/network-error.ts";

const MAX_BODY_BYTES = 256 * 1024;
const LONGEST_RETRY_AFTER_SECONDS = 86_400;
const CONNECT_WITHIN_MS = 10_000;
/** Of a connection that took too long; Node's own code for an address that did. */
const CONNECT_TIMEOUT = "ERR_SOCKET_CONNECTION_TIMEOUT";
/** Some gateways refuse requests without a name. */
const ALWAYS_SENT = { "accept-encoding": "identity", "user-agent": "malipo" };

/** Failures before the connection was established: no byte of the request can have arrived. */
const NOT_SENT_CODES: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  CONNECT_TIMEOUT,
]);

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly timeoutMs: number;
  /** The maximum size of the response. Default 256 KiB. */
  readonly maxBodyBytes?: number | undefined;
}

export type HttpResult =
  | {
      readonly kind: "response";
      readonly status: number;
      readonly text: string;
      /** `Retry-After` in seconds, at most a day; null if missing or unreadable. */
      readonly retryAfterSeconds: number | null;
    }
  /** The provider can't have received the request. */
  | { readonly kind: "not_sent"; readonly detail: string }
  /** The request may have arrived, but the response did not, or not completely. */
  | { readonly kind: "lost"; readonly detail: string };

/** Details contain a code or class of error, never a message: messages may repeat the request. */
export async function exchange(request: HttpRequest): Promise<HttpResult> {
  try {
    return await withTraceHeaders((traced) =>
      send({ ...request, headers: { ...request.headers, ...traced } }),
    );
  } catch (error) {
    return toFailure(error);
  }
}

/** Rejects with what Node reports, where there is no complete response. */
function send({
  method,
  url,
  headers,
  body,
  timeoutMs,
  maxBodyBytes = MAX_BODY_BYTES,
}: HttpRequest): Promise<HttpResult> {
  return new Promise((resolve, reject) => {
    const start = url.protocol === "https:" ? https.request : http.request;
    // The global agent: it keeps connections, and uses the proxies of the environment if Node is told to.
    const sent = start(url, {
      method,
      headers: { ...ALWAYS_SENT, ...headers },
    });
    const end = (): void => {
      clearTimeout(deadline);
      clearTimeout(connecting);
    };
    const fail = (error: Error): void => {
      end();
      reject(error);
    };
    const giveUp = (error: Error): void => {
      fail(error);
      sent.destroy();
    };
    const deadline = setTimeout(() => {
      giveUp(new DOMException("no response in time", "TimeoutError"));
    }, timeoutMs);
    let connecting: NodeJS.Timeout | undefined;
    sent.once("socket", (socket: Socket) => {
      if (!socket.connecting) return;
      connecting = setTimeout(() => {
        giveUp(Object.assign(new Error(), { code: CONNECT_TIMEOUT }));
      }, CONNECT_WITHIN_MS);
      socket.once("connect", () => {
        clearTimeout(connecting);
      });
    });
    // Also after the end: what is destroyed may still report an error.
    sent.on("error", fail);
    sent.once("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size <= maxBodyBytes) return;
        end();
        resolve({
          kind: "lost",
          detail: `response over ${maxBodyBytes} bytes`,
        });
        sent.destroy();
      });
      response.on("error", fail);
      response.once("end", () => {
        end();
        resolve(toResponse(response, chunks));
      });
    });
    sent.end(body);
  });
}

function toResponse(
  { statusCode = 0, headers }: IncomingMessage,
  chunks: readonly Buffer[],
): HttpResult {
  return {
    kind: "response",
    status: statusCode,
    text: new TextDecoder().decode(Buffer.concat(chunks)),
    retryAfterSeconds: readRetryAfter(
      headers["retry-after"] ?? null,
      Date.now(),
    ),
  };
}

/** Bounded, so that a wrong header stops nothing for ever. */
export function readRetryAfter(
  header: string | null,
  nowMs: number,
): number | null {
  const seconds = parseRetryAfter(header, nowMs);
  return seconds === null
    ? null
    : Math.min(seconds, LONGEST_RETRY_AFTER_SECONDS);
}

function toFailure(error: unknown): HttpResult {
  const code = networkErrorCode(error);
  const kind =
    code !== undefined && NOT_SENT_CODES.has(code) ? "not_sent" : "lost";
  return { kind, detail: describeNetworkError(error) };
}
