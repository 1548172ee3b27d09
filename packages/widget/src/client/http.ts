/** One request to the relay: time-out, problem documents, and a repeat where repeating is safe. */
import { CheckoutError, toCheckoutError } from "../errors.ts";
import { parseJson, toJson } from "../json.ts";
import type { ErrorCode } from "../state/error-code.ts";
import { backOffMs, pause } from "./pause.ts";

/** Longer than the relay waits for a provider, so that its answer wins over our impatience. */
const TIMEOUT_MS = 30_000;
const TRIES = 4;
/** A relay that asks for a longer wait than this is told to the shopper instead. */
const LONGEST_WAIT_MS = 10_000;

export interface RelayRequest {
  readonly method?: "GET" | "POST" | "PATCH";
  readonly url: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sending it twice is not the same as sending it once: it has no Idempotency-Key. */
  readonly once?: boolean;
  readonly signal: AbortSignal;
}

export interface RelayAnswer {
  readonly status: number;
  readonly etag: string | null;
  /** Undefined when there is none (304) or it is no JSON. */
  readonly body: unknown;
}

/** The error an answer stands for; without a readable problem document a general one. */
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

/** Relays that this page could read an answer of: whatever happens later, its origin is allowed. */
const heard = new Set<string>();

/** `fetch` as every call to the relay needs it: no cookies, no cache, the token in its header alone. */
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
  heard.add(relayOf(url));
  return response;
}

/**
 * Browsers tell a page nothing of a refused preflight: it looks like a lost connection (WHATWG Fetch, 4.8). The
 * widget's own file is there for every origin, without a preflight; who can have that one has a connection.
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

/** The caller's signal with our time-out, where the browser can join the two (since 2024). */
function limit(signal: AbortSignal): AbortSignal {
  return "any" in AbortSignal
    ? AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)])
    : signal;
}

/** Sends a request; throws a `CheckoutError`, or the signal's reason when the caller gave up. */
export async function send(
  request: RelayRequest,
  tries = 1,
): Promise<RelayAnswer> {
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
    // What a browser throws when it gets, or gives, no answer; our time-out throws something else.
    if (thrown instanceof TypeError && !once && !heard.has(relayOf(url))) {
      if (tries > TRIES) throw new CheckoutError("origin_refused", thrown);
      // Once more: the relay may have come back just now.
      if (tries === TRIES && (await servesWidget(relayOf(url), limit(signal))))
        return await send(request, tries + 1);
    }
    const waitMs = retryAfterMs || backOffMs(tries);
    if (
      once ||
      tries >= TRIES ||
      waitMs > LONGEST_WAIT_MS ||
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
