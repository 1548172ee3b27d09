/** Sends a request, again where that is safe, and reads the response. */
import { keyModeOf } from "@malipo/protocol/merchant-key";
import { readRetryAfter } from "@malipo/protocol/retry-after";
import {
  NoResponseError,
  ProblemError,
  UnexpectedResponseError,
} from "./errors.ts";
import type { FailedCall, MalipoError } from "./errors.ts";
import { parseProblem } from "./problem.ts";
import { readJson } from "./read-body.ts";
import { isTransient, pause, retryDelayMs } from "./retry.ts";

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
export type Values = Readonly<
  Record<string, string | number | boolean | undefined>
>;

export interface SenderOptions {
  readonly relay: string;
  readonly key: string | null;
  readonly timeoutMs?: number;
  readonly retries?: number;
  readonly longestPauseMs?: number;
  readonly fetch?: Fetch;
}

export interface Request {
  readonly method: string;
  /** With placeholders: "/v1/merchant/orders/{id}". */
  readonly path: string;
  readonly values: Values;
  readonly query: Values;
  readonly body: unknown;
  readonly idempotencyKey: string | undefined;
  readonly signal: AbortSignal | undefined;
}

const TIMEOUT_MS = 60_000;
const RETRIES = 2;
const LONGEST_PAUSE_MS = 30_000;

/** An error, and how long the relay wants to be left alone; undefined if it is useless to try again. */
interface Failure {
  readonly error: MalipoError;
  readonly retryAfterSeconds: number | null | undefined;
}

/** What a successful response holds; undefined if it is not what was asked for. */
interface Reader<T> {
  readonly accept: string;
  read(response: Response): Promise<T | undefined> | T | undefined;
}

export const JSON_BODY: Reader<unknown> = {
  accept: "application/json",
  read: readJson,
};

/** As it comes: the time limit is for its beginning alone. */
export const CSV_BODY: Reader<ReadableStream<Uint8Array>> = {
  accept: "text/csv",
  read: ({ headers, body }) =>
    headers.get("content-type")?.startsWith("text/csv") === true
      ? (body ?? undefined)
      : undefined,
};

export type Send = <T>(request: Request, reader: Reader<T>) => Promise<T>;

type Outcome<T> = { readonly value: T } | Failure;

export function createSender({
  relay,
  key,
  timeoutMs = TIMEOUT_MS,
  retries = RETRIES,
  longestPauseMs = LONGEST_PAUSE_MS,
  fetch = (url, init) => globalThis.fetch(url, init),
}: SenderOptions): Send {
  const base = parseRelay(relay);
  if (key !== null && !/^[\x21-\x7e]+$/.test(key))
    throw new TypeError("The key of the relay is missing or can't be sent.");

  const sendOnce = async <T>(
    url: string,
    request: Request,
    reader: Reader<T>,
    tries: number,
  ): Promise<Outcome<T>> => {
    const { method, path, idempotencyKey, body, signal } = request;
    const failed = (fate: FailedCall["fate"]): FailedCall => ({
      call: `${method} ${path}`,
      // Who only reads has nothing to lose.
      fate: method === "GET" ? "refused" : fate,
      idempotencyKey,
      tries,
    });
    const timeout = new AbortController();
    const timer = setTimeout(() => {
      timeout.abort();
    }, timeoutMs);
    try {
      const response = await fetch(url, {
        method,
        headers: {
          accept: reader.accept,
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(idempotencyKey === undefined
            ? {}
            : { "idempotency-key": idempotencyKey }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // The key must not go to another host.
        redirect: "error",
        signal:
          signal === undefined
            ? timeout.signal
            : AbortSignal.any([timeout.signal, signal]),
      });
      return await read(response, reader, failed, key);
    } catch (error) {
      signal?.throwIfAborted();
      const code = timeout.signal.aborted ? "timeout" : "connection";
      return {
        error: new NoResponseError(
          code,
          failed(isNotSent(error) ? "refused" : "unknown"),
          error,
        ),
        retryAfterSeconds: null,
      };
    } finally {
      clearTimeout(timer);
    }
  };

  return async (request, reader) => {
    const { method, idempotencyKey, signal } = request;
    const mayRepeat = method === "GET" || idempotencyKey !== undefined;
    const url = toUrl(base, request);
    for (let tries = 1; ; tries += 1) {
      const outcome = await sendOnce(url, request, reader, tries);
      if ("value" in outcome) return outcome.value;
      const { error, retryAfterSeconds } = outcome;
      const delay =
        mayRepeat && tries <= retries && retryAfterSeconds !== undefined
          ? retryDelayMs(
              tries,
              retryAfterSeconds,
              longestPauseMs,
              Math.random(),
            )
          : undefined;
      if (delay === undefined) throw error;
      await pause(delay, signal);
    }
  };
}

async function read<T>(
  response: Response,
  reader: Reader<T>,
  failed: (fate: FailedCall["fate"]) => FailedCall,
  key: string | null,
): Promise<Outcome<T>> {
  const { ok, status } = response;
  const value = ok ? await reader.read(response) : undefined;
  if (value !== undefined) return { value };
  const problem = ok ? undefined : parseProblem(await readJson(response));
  const wait = readRetryAfter(response.headers.get("retry-after"), Date.now());
  const retryAfterSeconds = isTransient(status, problem?.code)
    ? wait
    : undefined;
  // A 5xx may come after the change, and what is no relay says nothing about one.
  if (problem === undefined)
    return {
      error: new UnexpectedResponseError(status, failed("unknown")),
      retryAfterSeconds,
    };
  const isRefusal = status < 500 && problem.code !== "request_in_progress";
  return {
    error: new ProblemError(
      problem,
      wait,
      failed(isRefusal ? "refused" : "unknown"),
      problem.code === "merchant_key_invalid" && key !== null
        ? keyModeOf(key)
        : null,
    ),
    retryAfterSeconds,
  };
}

/** There was no connection to send anything on. Node names the reason in the cause of fetch's error. */
const NOT_SENT: readonly unknown[] = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
];

const isNotSent = (error: unknown): boolean =>
  error instanceof Error &&
  error.cause instanceof Error &&
  "code" in error.cause &&
  NOT_SENT.includes(error.cause.code);

/** The relay may run under a path. */
function parseRelay(relay: string): string {
  const url = URL.canParse(relay) ? new URL(relay) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:")
    throw new TypeError(
      "The URL of the relay must be an http or https address.",
    );
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

function toUrl(base: string, { path, values, query }: Request): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_placeholder, name: string) => {
    const value = String(values[name] ?? "");
    // They would name another path: "/orders/" and "/orders/x/.." are the list.
    if (/^\.{0,2}$/.test(value))
      throw new TypeError(`The ${name} of ${path} is empty or relative.`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) search.set(name, String(value));
  return `${base}${filled}${search.size === 0 ? "" : `?${search.toString()}`}`;
}
