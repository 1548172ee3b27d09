/** A relay in the page: answers `fetch` in the protocol's shapes, and lets a test decide what happens when. */
import type {
  Attempt,
  CartLine,
  Method,
  MethodOption,
  Order,
  Outcome,
  PaymentLink,
  StartAttempt,
} from "@malipo/protocol";
import { toJson } from "../../src/json.ts";
import { json, problem } from "./answers.ts";
import {
  at,
  attempt,
  cardAttempt,
  flexpayAttempt,
  line,
  METHODS,
  order,
  ORDER_ID,
  outcome,
  paybillAttempt,
  refused,
  RELAY,
} from "./orders.ts";

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
}

const STARTED: Readonly<Partial<Record<Method, () => Attempt>>> = {
  card: cardAttempt,
  mpesa: attempt,
  airtel: () => attempt({ method: "airtel" }),
  paybill: paybillAttempt,
  flexpay: flexpayAttempt,
};

type Answer = () => Response | Promise<Response>;

/** The different idempotency keys of these requests. */
export const keysOf = (seen: readonly Seen[]): ReadonlySet<string | null> =>
  new Set(seen.map(({ headers }) => headers.get("Idempotency-Key")));

const toLines = (lines: readonly CartLine[]) =>
  lines.map(({ sku, quantity }) => line(sku, quantity));

interface Stream {
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
  readonly headers: Headers;
}

export class FakeRelay {
  order: Order = order();
  link: PaymentLink | null = null;
  /** What an order that is made here can be paid by. */
  methods: readonly MethodOption[] = METHODS;
  /** Without it every try at the event stream is refused. */
  streaming = true;
  /** After a cancel the prompt stays on the phone: no other can be sent until it has expired. */
  holdsPrompts = false;
  /** Like a proxy that collects an answer before it passes it on. */
  holdsBack = false;
  /** Another origin that it answers at, mounted at `/pay`. */
  also = "";
  readonly seen: Seen[] = [];
  readonly streams: Stream[] = [];
  tokens = 0;
  #valid = new Set<string>();
  #created = new Map<string, string>();
  readonly #instead: { match: RegExp; answer: Answer; times: number }[] = [];
  readonly #real = globalThis.fetch;

  install(): this {
    globalThis.fetch = (input, init) =>
      this.#fetch(new Request(input).url, init ?? {});
    return this;
  }

  restore(): void {
    this.#onStreams((stream) => {
      stream.close();
    });
    globalThis.fetch = this.#real;
  }

  /** Answers "METHOD /path" that matches in another way, the next `times` times. */
  instead(match: RegExp, answer: Answer, times = 1): void {
    this.#instead.push({ match, answer, times });
  }

  calls(match: RegExp): readonly Seen[] {
    return this.seen.filter(({ method, path }) =>
      match.test(`${method} ${path}`),
    );
  }

  /** The requests that make orders. */
  get created(): readonly Seen[] {
    return this.calls(/POST \/v1\/orders$/);
  }

  /** The requests that start attempts. */
  get started(): readonly Seen[] {
    return this.calls(/POST .*\/attempts$/);
  }

  /** The attempt has paid the order. */
  pay(change: Partial<Outcome> = {}): void {
    this.changeAttempt(
      { status: "succeeded", action: null },
      { status: "paid", outcome: outcome(change) },
    );
  }

  /** The attempt has failed, and another may begin. */
  fail(change: Partial<Attempt> = {}, more: Partial<Order> = {}): void {
    this.changeAttempt(
      { status: "failed", action: null, ...change },
      { status: "open", methods: order().methods, ...more },
    );
  }

  /** The provider or another tab changed the order. Told on every open stream unless `silent`. */
  change(next: Partial<Order>, silent = false): void {
    this.order = {
      ...this.order,
      version: this.order.version + 1,
      ...next,
      serverTime: at(0),
    };
    if (!silent) this.tell(this.#event());
  }

  changeAttempt(next: Partial<Attempt>, more: Partial<Order> = {}): void {
    this.change({
      attempt: { ...(this.order.attempt ?? attempt()), ...next },
      ...more,
    });
  }

  /** The answer that tells of the attempt. */
  attempt(status = 200): Response {
    return json(status, { attempt: this.order.attempt, order: this.order });
  }

  /** Writes on every open stream. */
  tell(text: string): void {
    this.#onStreams((stream) => {
      stream.enqueue(new TextEncoder().encode(text));
    });
  }

  #onStreams(act: (stream: Stream["controller"]) => void): void {
    for (const { controller } of this.streams)
      try {
        act(controller);
      } catch {
        // The widget has hung up already.
      }
  }

  endStreams(): void {
    for (const { controller } of this.streams.splice(0)) controller.close();
  }

  revokeTokens(): void {
    this.#valid = new Set();
  }

  #event(): string {
    const { version } = this.order;
    return `event: order\nid: ${version}\ndata: ${toJson(this.order)}\n\n`;
  }

  #token(): { token: string; tokenExpiresAt: string } {
    const token = `token-${++this.tokens}`;
    this.#valid.add(token);
    return { token, tokenExpiresAt: at(600_000) };
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    const { pathname: whole, origin } = new URL(url);
    const pathname = origin === this.also ? whole.replace(/^\/pay/, "") : whole;
    const method = init.method ?? "GET";
    const body: unknown =
      typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    const headers = new Headers(init.headers);
    init.signal?.throwIfAborted();
    this.seen.push({ method, path: pathname, headers, body });
    await Promise.resolve();
    if (origin !== RELAY && origin !== this.also)
      throw new TypeError("Failed to fetch");
    const name = `${method} ${pathname}`;
    const other = this.#instead.find(
      ({ match, times }) => times > 0 && match.test(name),
    );
    if (other !== undefined) {
      other.times--;
      return other.answer();
    }
    return this.#answer(name, headers, body, init.signal ?? null);
  }

  #answer(
    name: string,
    headers: Headers,
    body: unknown,
    signal: AbortSignal | null,
  ): Response {
    if (name === "POST /v1/orders") return this.#create(headers, body);
    if (name.startsWith("GET /v1/payment-links/"))
      return this.link === null
        ? problem(404, "not_found")
        : json(200, this.link);
    const path = name.replace(`/v1/orders/${this.order.id}`, "");
    if (path === name) return problem(404, "not_found");
    if (path === "POST /token") {
      const { resumeSecret, code } = body as {
        resumeSecret?: string;
        code?: string;
      };
      if (code === "rc_good")
        return json(200, { ...this.#token(), resumeSecret: "secret" });
      return resumeSecret === "secret"
        ? json(200, this.#token())
        : problem(404, "not_found");
    }
    const token = headers.get("Authorization")?.replace("Bearer ", "") ?? "";
    if (!this.#valid.has(token)) return problem(401, "token_expired");
    this.order = { ...this.order, serverTime: at(0) };
    switch (path.replace(/\/attempts\/[^/]+\//, "/attempts/:id/")) {
      case "GET ": {
        const etag = `"${this.order.version}"`;
        return headers.get("If-None-Match") === etag
          ? new Response(null, { status: 304, headers: { ETag: etag } })
          : json(200, this.order, { ETag: etag });
      }
      case "PATCH ":
        return this.#change(body as { lines: CartLine[] });
      case "POST /attempts":
        return this.#start(body as StartAttempt);
      case "POST /attempts/:id/check":
        return this.attempt();
      case "POST /attempts/:id/cancel":
        this.changeAttempt(
          { status: "cancelled", action: null },
          {
            status: "open",
            methods: this.methods.map((option) =>
              this.holdsPrompts && option.id === "mpesa"
                ? { id: option.id, available: false, reason: "attempt_alive" }
                : option,
            ),
          },
        );
        return this.attempt();
      case "GET /events":
        return this.streaming
          ? this.#stream(headers, signal)
          : problem(429, "too_many_streams");
    }
    return problem(404, "not_found");
  }

  #create(headers: Headers, body: unknown): Response {
    const key = headers.get("Idempotency-Key");
    if (key === null) return problem(400, "idempotency_key_missing");
    const before = this.#created.get(key);
    const text = toJson(body);
    if (before !== undefined && before !== text)
      return problem(422, "idempotency_key_reused");
    this.#created.set(key, text);
    const { lines, paymentLink, amount } = body as {
      lines?: CartLine[];
      paymentLink?: `pl_${string}`;
      amount?: Order["amount"];
    };
    if (lines?.some(({ sku }) => sku === ""))
      return problem(400, "invalid_request");
    if (before === undefined)
      this.order = order({
        id: this.#nextId(),
        methods: [...this.methods],
        ...(lines && { lines: toLines(lines) }),
        ...(paymentLink && {
          source: { type: "payment_link", paymentLink },
          amount: amount ?? this.link?.amount ?? order().amount,
        }),
      });
    return json(201, {
      order: this.order,
      resumeSecret: "secret",
      ...this.#token(),
    });
  }

  #nextId(): string {
    const count = this.#created.size - 1;
    return count === 0 ? ORDER_ID : `ord_${String(count).padStart(22, "0")}`;
  }

  #change({ lines }: { lines: CartLine[] }): Response {
    if (this.order.attempt !== null)
      return problem(409, "order_not_changeable");
    const next = toLines(lines);
    this.change({ lines: next, amount: order({ lines: next }).amount }, true);
    return json(200, this.order);
  }

  #start({ method, phone }: StartAttempt): Response {
    if (this.order.status === "pending") return problem(409, "attempt_alive");
    const prompts = method === "mpesa" || method === "airtel";
    if (prompts && phone === undefined) return problem(400, "phone_required");
    if (!prompts && phone !== undefined)
      return problem(400, "phone_not_allowed");
    const made = (STARTED[method] ?? attempt)();
    this.change({
      status: "pending",
      attempt: { ...made, id: `att-${this.order.version}`, createdAt: at(0) },
      methods: refused(this.order.methods, "attempt_alive"),
    });
    return this.attempt(201);
  }

  #stream(headers: Headers, signal: AbortSignal | null): Response {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.streams.push({ controller, headers });
        if (!this.holdsBack)
          controller.enqueue(new TextEncoder().encode(this.#event()));
        signal?.addEventListener("abort", () => {
          try {
            controller.error(new DOMException("aborted", "AbortError"));
          } catch {
            // Closed already.
          }
        });
      },
    });
    return new Response(body, {
      headers: { "Content-Type": "text/event-stream" },
    });
  }
}
