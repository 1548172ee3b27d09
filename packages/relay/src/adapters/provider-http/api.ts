/**
 * Calls of the provider's API with its bearer token; a refused token is renewed once and the call repeated once. A
 * provider that says when to come back is read from no sooner, whoever asks: the limit is the account's, not the call's.
 */
import type { Clock } from "../../ports/clock.ts";
import { exchange } from "./http.ts";
import type { HttpAnswer } from "./http.ts";
import type { TokenAnswer, TokenSource } from "./token-source.ts";
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
  | (Extract<HttpAnswer, { kind: "not_sent" }> & {
      /** When there may be a token again. */
      readonly retryAfterSeconds?: number;
    })
  | Extract<HttpAnswer, { kind: "lost" }>;

type Answered = Extract<ApiAnswer, { kind: "answer" }>;

/** RFC 9110, section 15.6.4, and RFC 6585, section 4. */
const COME_BACK_LATER: ReadonlySet<number> = new Set([429, 503]);
/** However long the provider asks us to stay away: a payment may have been made meanwhile. */
const LONGEST_PAUSE_MS = 60 * 60_000;

export type Api = (call: ApiCall) => Promise<ApiAnswer>;

export function createApi(
  baseUrl: string,
  tokens: TokenSource,
  clock: Clock,
): Api {
  const callOnce: Api = async (call) => {
    const first = await tokens.get();
    if (!first.ok) return notSent(first);
    const answer = await send(baseUrl, call, first.token);
    if (answer.kind !== "answer" || answer.status !== 401)
      return toApiAnswer(answer);
    const second = await tokens.get(first.token);
    if (!second.ok) return notSent(second);
    return toApiAnswer(await send(baseUrl, call, second.token));
  };

  let pause:
    | { readonly status: number; readonly from: number; readonly until: number }
    | undefined;
  return async (call) => {
    // What changes something has somebody waiting for it, and is not repeated by itself.
    if (call.method !== "GET") return callOnce(call);
    const now = clock.now();
    // A clock that was put back ends a pause.
    if (pause !== undefined && pause.from <= now && now < pause.until)
      return comeBackLater(pause.status, pause.until - now);
    const answer = await callOnce(call);
    if (answer.kind === "answer" && COME_BACK_LATER.has(answer.status)) {
      const from = clock.now();
      const ms = (answer.retryAfterSeconds ?? 0) * 1000;
      const until = from + Math.min(ms, LONGEST_PAUSE_MS);
      pause = { status: answer.status, from, until };
    }
    return answer;
  };
}

/** For an answer of ours; empty where the provider named no time. */
export function retryAfter(answer: ApiAnswer): {
  readonly retryAfterSeconds?: number;
} {
  const seconds = answer.kind === "lost" ? undefined : answer.retryAfterSeconds;
  return seconds == null ? {} : { retryAfterSeconds: seconds };
}

function notSent({
  detail,
  retryAfterSeconds: seconds,
}: Extract<TokenAnswer, { ok: false }>): ApiAnswer {
  return {
    kind: "not_sent",
    detail,
    ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
  };
}

/** The answer that was given before, as it would be given again. */
function comeBackLater(status: number, leftMs: number): Answered {
  const retryAfterSeconds = Math.ceil(leftMs / 1000);
  return {
    kind: "answer",
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
  // A blank as "+" is a matter of forms alone; as "%20" it means the same to everybody (RFC 3986, section 2.1).
  url.search = new URLSearchParams(query).toString().replaceAll("+", "%20");
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
