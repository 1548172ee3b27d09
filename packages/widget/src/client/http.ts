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

/** `fetch` as every call to the relay needs it: no cookies, no cache, the token in its header alone. */
export function call({
  url,
  token,
  body,
  headers,
  ...init
}: RelayRequest): Promise<Response> {
  return fetch(url, {
    ...init,
    credentials: "omit",
    cache: "no-store",
    headers: {
      ...headers,
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "Content-Type": "application/json" }),
    },
    ...(body !== undefined && { body: toJson(body) }),
  });
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
  const { signal, once } = request;
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
