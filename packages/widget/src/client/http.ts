/** Sends requests to the relay, with time-outs, problem documents, and retries where they are safe. */
import { CheckoutError, toCheckoutError } from "../errors.ts";
import { parseJson, toJson } from "../json.ts";
import type { ErrorCode } from "../state/error-code.ts";
import { backOffMs, pause } from "./pause.ts";

/** Longer than the relay waits for a provider, so that the relay times out first. */
const TIMEOUT_MS = 30_000;
const TRIES = 4;
/** For a longer `Retry-After`, show an error instead of waiting. */
const MAX_WAIT_MS = 10_000;

export interface RelayRequest {
  readonly method?: "GET" | "POST" | "PATCH";
  readonly url: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Must not be retried: it has no Idempotency-Key. */
  readonly once?: boolean;
  readonly signal: AbortSignal;
}

export interface RelayResponse {
  readonly status: number;
  readonly etag: string | null;
  /** Undefined if there is none (304) or it is not JSON. */
  readonly body: unknown;
}

/** Converts a problem document to an error; falls back to a general error. */
export async function toError(response: Response): Promise<CheckoutError> {
  const problem = parseJson(await response.text()) as
    | { code?: ErrorCode; errors?: readonly { field?: string }[] }
    | null
    | undefined;
  const { status, headers } = response;
  return new CheckoutError(
    problem?.code ?? (status === 429 ? "too_many_requests" : "internal_error"),
    undefined,
    status,
    Number(headers.get("Retry-After") ?? 0) * 1000,
    problem?.errors?.[0]?.field,
  );
}

const OPEN = { credentials: "omit", cache: "no-store" } as const;

const relayOf = (url: string): string => url.slice(0, url.lastIndexOf("/v1/"));

/** Relays that have responded to this page before, so its origin is allowed. */
const reached = new Set<string>();

/** `fetch` for all calls to the relay: no cookies, no cache, the token only in its header. */
export async function call({
  url,
  token,
  body,
  headers,
  ...init
}: RelayRequest): Promise<Response> {
  const response = await fetch(url, {
    ...init,
    ...OPEN,
    headers: {
      ...headers,
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "Content-Type": "application/json" }),
    },
    ...(body !== undefined && { body: toJson(body) }),
  });
  reached.add(relayOf(url));
  return response;
}

/**
 * To a page, a refused preflight looks like a lost connection (WHATWG Fetch, 4.8). The widget's own file is served to
 * every origin without a preflight: if it can be fetched, there is a connection.
 */
async function servesWidget(
  relay: string,
  signal: AbortSignal,
): Promise<boolean> {
  const url = `${relay}/widget/v1/malipo.js`;
  try {
    return (await fetch(url, { ...OPEN, method: "HEAD", signal })).ok;
  } catch {
    return false;
  }
}

/** Adds the time-out to the caller's signal. `AbortSignal.any` is of 2024, later than the oldest browsers that pay here. */
function limit(signal: AbortSignal): AbortSignal {
  const signals = [signal, AbortSignal.timeout(TIMEOUT_MS)];
  if ("any" in AbortSignal) return AbortSignal.any(signals);
  const both = new AbortController();
  for (const each of signals)
    each.addEventListener("abort", () => {
      both.abort(each.reason);
    });
  return both.signal;
}

/** Throws a `CheckoutError`, or the signal's reason if it was aborted. */
export async function send(
  request: RelayRequest,
  tries = 1,
): Promise<RelayResponse> {
  const { signal, once, url } = request;
  try {
    const response = await call({ ...request, signal: limit(signal) });
    if (!response.ok && response.status !== 304) throw await toError(response);
    return {
      status: response.status,
      etag: response.headers.get("ETag"),
      body: parseJson(await response.text()),
    };
  } catch (thrown) {
    signal.throwIfAborted();
    const error = toCheckoutError(thrown, "network");
    const { code, status, retryAfterMs } = error;
    // A TypeError means that there was no response, or that the page may not read it. Time-outs throw other errors.
    if (thrown instanceof TypeError && !once && !reached.has(relayOf(url))) {
      if (tries > TRIES) throw new CheckoutError("origin_refused", thrown);
      // Try once more: the relay may have just restarted.
      if (tries === TRIES && (await servesWidget(relayOf(url), limit(signal))))
        return await send(request, tries + 1);
    }
    const waitMs = retryAfterMs || backOffMs(tries);
    if (
      once ||
      tries >= TRIES ||
      waitMs > MAX_WAIT_MS ||
      !(
        code === "request_in_progress" ||
        [0, 429, 502, 503, 504].includes(status)
      )
    )
      throw error;
    await pause(waitMs, signal);
    return send(request, tries + 1);
  }
}
