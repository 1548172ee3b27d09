/**
 * One HTTP exchange with the provider: limited in time and size, without redirects; never throws for network errors.
 */
import { withTraceHeaders } from "../otel-tracing/current-trace.ts";
import {
  describeNetworkError,
  networkErrorCode,
} from "../system/network-error.ts";

const MAX_BODY_BYTES = 256 * 1024;
const LONGEST_RETRY_AFTER_SECONDS = 86_400;

/** Failures before the connection was established: no byte of the request can have arrived. */
const NOT_SENT_CODES: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
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
  const maxBodyBytes = request.maxBodyBytes ?? MAX_BODY_BYTES;
  // Not `AbortSignal.timeout`: that one fires, and costs, also long after the response.
  const deadline = new AbortController();
  const timer = setTimeout(() => {
    deadline.abort(new DOMException("no response in time", "TimeoutError"));
  }, request.timeoutMs);
  try {
    const response = await withTraceHeaders((traced) =>
      fetch(request.url, {
        method: request.method,
        headers: { ...request.headers, ...traced },
        // A redirect would send credentials to another host.
        redirect: "manual",
        signal: deadline.signal,
        ...(request.body === undefined ? {} : { body: request.body }),
      }),
    );
    const text = await readText(response, maxBodyBytes);
    return text === undefined
      ? { kind: "lost", detail: `response over ${maxBodyBytes} bytes` }
      : {
          kind: "response",
          status: response.status,
          text,
          retryAfterSeconds: readRetryAfter(
            response.headers.get("retry-after"),
            Date.now(),
          ),
        };
  } catch (error) {
    return toFailure(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Seconds or an HTTP date (RFC 9110, section 10.2.3). */
export function readRetryAfter(
  header: string | null,
  nowMs: number,
): number | null {
  if (header === null) return null;
  const isSeconds = /^\d{1,9}$/.test(header);
  // `Date.parse` also accepts "1.5" and "-5".
  if (!isSeconds && !/^[A-Z][a-z]{2,8},? /.test(header)) return null;
  const seconds = isSeconds
    ? Number(header)
    : Math.ceil((Date.parse(header) - nowMs) / 1000);
  return Number.isFinite(seconds)
    ? Math.min(Math.max(0, seconds), LONGEST_RETRY_AFTER_SECONDS)
    : null;
}

async function readText(
  response: Response,
  maxBytes: number,
): Promise<string | undefined> {
  const body: ReadableStream<Uint8Array> | null = response.body;
  if (body === null) return "";
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function toFailure(error: unknown): HttpResult {
  const code = networkErrorCode(error);
  const kind =
    code !== undefined && NOT_SENT_CODES.has(code) ? "not_sent" : "lost";
  return { kind, detail: describeNetworkError(error) };
}
