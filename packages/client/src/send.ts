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
  readonly key: string;
  readonly timeoutMs?: number;
  readonly retries?: number;
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

/** An error, and how long the relay wants to be left alone; undefined if it is useless to try again. */
interface Failure {
  readonly error: MalipoError;
  readonly retryAfterSeconds: number | null | undefined;
}

type Outcome = { readonly json: unknown } | Failure;

export function createSender({
  relay,
  key,
  timeoutMs = TIMEOUT_MS,
  retries = RETRIES,
  fetch = (url, init) => globalThis.fetch(url, init),
}: SenderOptions): (request: Request) => Promise<unknown> {
  const base = parseRelay(relay);
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new TypeError("The key of the relay is missing or can't be sent.");

  const sendOnce = async (
    url: string,
    request: Request,
    tries: number,
  ): Promise<Outcome> => {
    const { method, path, idempotencyKey, body, signal } = request;
    const failed = (fate: FailedCall["fate"]): FailedCall => ({
      call: `${method} ${path}`,
      // Who only reads has nothing to lose.
      fate: method === "GET" ? "refused" : fate,
      idempotencyKey,
      tries,
    });
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(url, {
        method,
        headers: {
          accept: "application/json",
          authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(idempotencyKey === undefined
            ? {}
            : { "idempotency-key": idempotencyKey }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // The key must not go to another host.
        redirect: "error",
        signal:
          signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
      });
      return await read(response, failed, key);
    } catch (error) {
      signal?.throwIfAborted();
      const code = timeout.aborted ? "timeout" : "connection";
      return {
        error: new NoResponseError(
          code,
          failed(isNotSent(error) ? "refused" : "unknown"),
          error,
        ),
        retryAfterSeconds: null,
      };
    }
  };

  return async (request) => {
    const { method, idempotencyKey, signal } = request;
    const mayRepeat = method === "GET" || idempotencyKey !== undefined;
    const url = toUrl(base, request);
    for (let tries = 1; ; tries += 1) {
      const outcome = await sendOnce(url, request, tries);
      if ("json" in outcome) return outcome.json;
      const { error, retryAfterSeconds } = outcome;
      const delay =
        mayRepeat && tries <= retries && retryAfterSeconds !== undefined
          ? retryDelayMs(tries, retryAfterSeconds, Math.random())
          : undefined;
      if (delay === undefined) throw error;
      await pause(delay, signal);
    }
  };
}

async function read(
  response: Response,
  failed: (fate: FailedCall["fate"]) => FailedCall,
  key: string,
): Promise<Outcome> {
  const { ok, status } = response;
  const json = await readJson(response);
  if (ok && json !== undefined) return { json };
  const problem = ok ? undefined : parseProblem(json);
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
      problem.code === "merchant_key_invalid" ? keyModeOf(key) : null,
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
