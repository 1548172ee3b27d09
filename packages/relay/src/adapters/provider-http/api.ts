/**
 * Calls the provider's API with a bearer token. If the token is refused, it is renewed and the call repeated, once.
 * After a Retry-After, nothing is read until that time, whoever asks: the limit belongs to the account, not to the
 * call.
 */
import type { Clock } from "../../ports/clock.ts";
import { exchange } from "./http.ts";
import type { HttpResult } from "./http.ts";
import type { TokenResult, TokenSource } from "./token-source.ts";
import { readJson } from "./tolerant-json.ts";

export interface ApiCall {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** See `HttpRequest`. */
  readonly maxBodyBytes?: number | undefined;
}

export type ApiResult =
  | {
      readonly kind: "response";
      readonly status: number;
      /** With numbers as text (see tolerant-json.ts); undefined if the body is not complete JSON. */
      readonly json: unknown;
      readonly empty: boolean;
      readonly retryAfterSeconds: number | null;
    }
  | (Extract<HttpResult, { kind: "not_sent" }> & {
      /** When a token may be available again. */
      readonly retryAfterSeconds?: number;
    })
  | Extract<HttpResult, { kind: "lost" }>;

type ReceivedResponse = Extract<ApiResult, { kind: "response" }>;

/** RFC 9110, section 15.6.4, and RFC 6585, section 4. */
const RETRY_AFTER_STATUSES: ReadonlySet<number> = new Set([429, 503]);
/** The longest pause that is honoured: a payment may have been made meanwhile. */
const MAX_PAUSE_MS = 60 * 60_000;

export type Api = (call: ApiCall) => Promise<ApiResult>;

export function createApi(
  baseUrl: string,
  tokens: TokenSource,
  clock: Clock,
): Api {
  const callOnce: Api = async (call) => {
    const first = await tokens.get();
    if (!first.ok) return notSent(first);
    const response = await send(baseUrl, call, first.token);
    if (response.kind !== "response" || response.status !== 401)
      return toApiAnswer(response);
    const second = await tokens.get(first.token);
    if (!second.ok) return notSent(second);
    return toApiAnswer(await send(baseUrl, call, second.token));
  };

  let pause:
    | { readonly status: number; readonly from: number; readonly until: number }
    | undefined;
  return async (call) => {
    // Someone is waiting for a change, and it is not repeated automatically.
    if (call.method !== "GET") return callOnce(call);
    const now = clock.now();
    // Setting the clock back ends a pause.
    if (pause !== undefined && pause.from <= now && now < pause.until)
      return pausedResponse(pause.status, pause.until - now);
    const response = await callOnce(call);
    if (
      response.kind === "response" &&
      RETRY_AFTER_STATUSES.has(response.status)
    ) {
      const from = clock.now();
      const ms = (response.retryAfterSeconds ?? 0) * 1000;
      const until = from + Math.min(ms, MAX_PAUSE_MS);
      pause = { status: response.status, from, until };
    }
    return response;
  };
}

/** The Retry-After for our result; empty if there is none. */
export function retryAfter(response: ApiResult): {
  readonly retryAfterSeconds?: number;
} {
  const seconds =
    response.kind === "lost" ? undefined : response.retryAfterSeconds;
  return seconds == null ? {} : { retryAfterSeconds: seconds };
}

function notSent({
  detail,
  retryAfterSeconds: seconds,
}: Extract<TokenResult, { ok: false }>): ApiResult {
  return {
    kind: "not_sent",
    detail,
    ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
  };
}

/** Repeats the earlier response. */
function pausedResponse(status: number, leftMs: number): ReceivedResponse {
  const retryAfterSeconds = Math.ceil(leftMs / 1000);
  return {
    kind: "response",
    status,
    json: undefined,
    empty: true,
    retryAfterSeconds,
  };
}

function send(
  baseUrl: string,
  call: ApiCall,
  token: string,
): Promise<HttpResult> {
  return exchange({
    method: call.method,
    url: apiAddress(baseUrl, call.path, call.query),
    headers: {
      accept: "application/json",
      authorization: `Bearer ${token}`,
      ...(call.body === undefined
        ? {}
        : { "content-type": "application/json" }),
      ...call.headers,
    },
    body: call.body && JSON.stringify(call.body),
    timeoutMs: call.timeoutMs,
    maxBodyBytes: call.maxBodyBytes,
  });
}

/** `path` is relative to the API's base URL, which may have a path. */
export function apiAddress(
  baseUrl: string,
  path: string,
  query: Readonly<Record<string, string>> = {},
): URL {
  const url = new URL(baseUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/${path.replace(/^\/+/, "")}`;
  // "+" means a space only in forms; "%20" works everywhere (RFC 3986, section 2.1).
  url.search = new URLSearchParams(query).toString().replaceAll("+", "%20");
  return url;
}

function toApiAnswer(response: HttpResult): ApiResult {
  if (response.kind !== "response") return response;
  const read = readJson(response.text);
  return {
    kind: "response",
    status: response.status,
    json: read?.whole === true ? read.value : undefined,
    empty: response.text.trim() === "",
    retryAfterSeconds: response.retryAfterSeconds,
  };
}
