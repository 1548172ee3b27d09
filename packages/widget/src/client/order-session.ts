/** Calls about one order. Holds its relay token, in memory only, and renews it. */
import type {
  AttemptResponse,
  CartLine,
  Order,
  StartAttempt,
  TokenResponse,
} from "@malipo/protocol";
import { ticks } from "../clock.ts";
import { toCheckoutError } from "../errors.ts";
import { parseAttempt, parseOrder } from "./guards.ts";
import type { RelayResponse, RelayRequest } from "./http.ts";
import { send } from "./http.ts";
import { createToken } from "./relay-calls.ts";

/** A token that expires sooner is renewed before it is used. */
const MIN_LIFETIME_MS = 20_000;

export interface OrderKey {
  readonly orderId: string;
  readonly resumeSecret: string;
}

export function orderUrl(relay: string, orderId: string): string {
  return `${relay}/v1/orders/${encodeURIComponent(orderId)}`;
}

type Call = Omit<RelayRequest, "signal" | "token" | "url">;

export class OrderSession {
  readonly key: OrderKey;
  /** `<relay>/v1/orders/<id>` */
  readonly url: string;
  readonly #signal: AbortSignal;
  #token = "";
  #staleAt = 0;
  #refreshing: Promise<string> | null = null;
  #etag: string | null = null;

  constructor(relay: string, key: OrderKey, signal: AbortSignal) {
    this.key = key;
    this.url = orderUrl(relay, key.orderId);
    this.#signal = signal;
  }

  /** Stores and returns a token that came with a response. */
  keep({ token, tokenExpiresAt }: TokenResponse): string {
    this.#token = token;
    // With a wrong device clock, a token must not seem expired at once: every call would fetch a new one.
    const leftMs = Date.parse(tokenExpiresAt) - Date.now() - MIN_LIFETIME_MS;
    this.#staleAt = ticks() + Math.max(leftMs, MIN_LIFETIME_MS);
    return token;
  }

  /** Returns a valid token. Concurrent callers share one request. */
  async token(): Promise<string> {
    if (ticks() < this.#staleAt) return this.#token;
    this.#refreshing ??= createToken(
      this.url,
      this.key.resumeSecret,
      this.#signal,
    )
      .then((token) => this.keep(token))
      .finally(() => {
        this.#refreshing = null;
      });
    return this.#refreshing;
  }

  /** The token was refused or is about to expire: the next call fetches a new one. */
  dropToken(token = this.#token): void {
    if (token === this.#token) this.#staleAt = 0;
  }

  /** Returns the order, or null if it has not changed since the last read. */
  async read(): Promise<Order | null> {
    const { status, etag, body } = await this.#send("", {
      headers: this.#etag ? { "If-None-Match": this.#etag } : {},
    });
    if (status === 304) return null;
    const order = parseOrder(body);
    this.#etag = etag;
    return order;
  }

  /** Makes the next read return the order even if it has not changed. */
  forget(): void {
    this.#etag = null;
  }

  async changeLines(lines: readonly CartLine[]): Promise<Order> {
    const { body } = await this.#send("", {
      method: "PATCH",
      body: { lines },
    });
    return parseOrder(body);
  }

  /** Idempotent: the same key and body start one attempt. */
  async startAttempt(
    body: StartAttempt,
    key: string,
  ): Promise<AttemptResponse> {
    const response = await this.#send("/attempts", {
      method: "POST",
      body,
      headers: { "Idempotency-Key": key },
    });
    return parseAttempt(response.body);
  }

  /**
   * `check` makes the relay query the provider now. `cancel` may have no effect, because the attempt may have been paid
   * in the meantime: the response says so.
   */
  async ask(
    attemptId: string,
    what: "check" | "cancel",
  ): Promise<AttemptResponse> {
    const { body } = await this.#send(
      `/attempts/${encodeURIComponent(attemptId)}/${what}`,
      { method: "POST", once: true },
    );
    return parseAttempt(body);
  }

  async #send(path: string, call: Call): Promise<RelayResponse> {
    const sendWith = (token: string): Promise<RelayResponse> =>
      send({ ...call, url: this.url + path, token, signal: this.#signal });
    const token = await this.token();
    try {
      return await sendWith(token);
    } catch (error) {
      if (toCheckoutError(error).status !== 401) throw error;
      this.dropToken(token);
      return sendWith(await this.token());
    }
  }
}
