/** The relay's calls about one order. Holds its relay token, in memory only, and keeps it fresh. */
import type {
  AttemptResponse,
  CartLine,
  Order,
  StartAttempt,
  TokenAnswer,
} from "@malipo/protocol";
import { ticks } from "../clock.ts";
import { toCheckoutError } from "../errors.ts";
import { parseAttempt, parseOrder } from "./guards.ts";
import type { RelayAnswer, RelayRequest } from "./http.ts";
import { send } from "./http.ts";
import { createToken } from "./relay-calls.ts";

/** A token with less time left than this is exchanged before it is used. */
const FRESH_FOR_MS = 20_000;

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

  /** Takes a token that came with an answer. Returns it. */
  keep({ token, tokenExpiresAt }: TokenAnswer): string {
    this.#token = token;
    // Never at once stale by a wrong clock of ours: that would fetch a token for every call.
    const leftMs = Date.parse(tokenExpiresAt) - Date.now() - FRESH_FOR_MS;
    this.#staleAt = ticks() + Math.max(leftMs, FRESH_FOR_MS);
    return token;
  }

  /** A token that is good for a while; asked for once, however many calls wait for it. */
  async token(): Promise<string> {
    if (ticks() < this.#staleAt) return this.#token;
    this.#refreshing ??= createToken(
      this.url,
      this.key.resumeSecret,
      this.#signal,
    )
      .then((answer) => this.keep(answer))
      .finally(() => {
        this.#refreshing = null;
      });
    return this.#refreshing;
  }

  /** The token was refused, or is about to end: the next call fetches another. */
  dropToken(token = this.#token): void {
    if (token === this.#token) this.#staleAt = 0;
  }

  /** The order, or null when it has not changed since the last read. */
  async read(): Promise<Order | null> {
    const { status, etag, body } = await this.#send("", {
      headers: this.#etag ? { "If-None-Match": this.#etag } : {},
    });
    if (status === 304) return null;
    const order = parseOrder(body);
    this.#etag = etag;
    return order;
  }

  /** The next read brings the order even when it has not changed. */
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

  /** The same key and body start one attempt, however often they are sent. */
  async startAttempt(body: StartAttempt, key: string): Promise<AttemptResponse> {
    const answer = await this.#send("/attempts", {
      method: "POST",
      body,
      headers: { "Idempotency-Key": key },
    });
    return parseAttempt(answer.body);
  }

  /**
   * `check` has the relay ask the provider now. `cancel` gives up, and wins only where the answer says
   * so: the attempt may have been paid meanwhile.
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

  async #send(path: string, call: Call): Promise<RelayAnswer> {
    const sendWith = (token: string): Promise<RelayAnswer> =>
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
