/** Calls of the provider's API with its bearer token; a refused token is renewed once and the call repeated once. */
import { exchange } from "./http.ts";
import type { HttpAnswer } from "./http.ts";
import type { TokenSource } from "./token-source.ts";
import { readJson } from "./tolerant-json.ts";

export interface ApiCall {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** As of `HttpRequest`. */
  readonly maxBodyBytes?: number | undefined;
}

export type ApiAnswer =
  | {
      readonly kind: "answer";
      readonly status: number;
      /** Numbers as text (see tolerant-json.ts); undefined when the body is not one whole JSON value. */
      readonly json: unknown;
      readonly empty: boolean;
      readonly retryAfterSeconds: number | null;
    }
  | Exclude<HttpAnswer, { kind: "answer" }>;

export type Api = (call: ApiCall) => Promise<ApiAnswer>;

export function createApi(baseUrl: string, tokens: TokenSource): Api {
  return async (call) => {
    const first = await tokens.get();
    if (!first.ok) return { kind: "not_sent", detail: first.detail };
    const answer = await send(baseUrl, call, first.token);
    if (answer.kind !== "answer" || answer.status !== 401)
      return toApiAnswer(answer);
    const second = await tokens.get(first.token);
    if (!second.ok) return { kind: "not_sent", detail: second.detail };
    return toApiAnswer(await send(baseUrl, call, second.token));
  };
}

function send(
  baseUrl: string,
  call: ApiCall,
  token: string,
): Promise<HttpAnswer> {
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

/** `path` below the API's base address, which may have a path of its own. */
export function apiAddress(
  baseUrl: string,
  path: string,
  query: Readonly<Record<string, string>> = {},
): URL {
  const url = new URL(baseUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/${path.replace(/^\/+/, "")}`;
  url.search = new URLSearchParams(query).toString();
  return url;
}

function toApiAnswer(answer: HttpAnswer): ApiAnswer {
  if (answer.kind !== "answer") return answer;
  const read = readJson(answer.text);
  return {
    kind: "answer",
    status: answer.status,
    json: read?.whole === true ? read.value : undefined,
    empty: answer.text.trim() === "",
    retryAfterSeconds: answer.retryAfterSeconds,
  };
}
