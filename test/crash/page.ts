/** What a page sees of its order, by streams that break again and again, and whether it ever goes back. */
import { createParser } from "eventsource-parser";
import { createOrderResponseSchema, orderSchema } from "@malipo/protocol";
import type { Order } from "@malipo/protocol";
import type { Shop } from "./shop.ts";
import { sleep } from "./shop.ts";

/** A stream is left that long after its first event, and the next one may be another relay's. */
const STREAM_MS = 600;
const FIRST_EVENT_WITHIN_MS = 10_000;
const PAUSE_MS = 60;

export class Page {
  readonly regressions: string[] = [];
  #order: Order;
  #token: string;
  readonly #resumeSecret: string;
  readonly #shop: Shop;

  constructor(shop: Shop, created: unknown) {
    const { order, token, resumeSecret } =
      createOrderResponseSchema.parse(created);
    this.#shop = shop;
    this.#order = order;
    this.#token = token;
    this.#resumeSecret = resumeSecret;
  }

  get order(): Order {
    return this.#order;
  }

  get headers(): Readonly<Record<string, string>> {
    return { Authorization: `Bearer ${this.#token}` };
  }

  /** Until `isOver`. */
  async follow(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      try {
        await this.#stream(isOver);
      } catch {
        // The relay is down, or the time of this stream is over.
      }
      await sleep(PAUSE_MS);
    }
  }

  async #stream(isOver: () => boolean): Promise<void> {
    const ending = new AbortController();
    const leave = (): void => {
      ending.abort();
    };
    let timer = setTimeout(leave, FIRST_EVENT_WITHIN_MS);
    const parser = createParser({
      onEvent: ({ event, data }) => {
        if (event === "order") this.#read(data);
      },
    });
    const decoder = new TextDecoder();
    try {
      const chunks = await this.#shop.busyWith(() => this.#open(ending.signal));
      if (chunks === null) return;
      const readOne = async (): Promise<boolean> => {
        const { value, done } = await chunks.next();
        if (done !== true) parser.feed(decoder.decode(value, { stream: true }));
        return done !== true && !isOver();
      };
      let goesOn = await this.#shop.busyWith(readOne);
      clearTimeout(timer);
      timer = setTimeout(leave, STREAM_MS);
      while (goesOn) goesOn = await readOne();
    } finally {
      clearTimeout(timer);
      leave();
    }
  }

  async #open(
    signal: AbortSignal,
  ): Promise<AsyncIterator<Uint8Array, undefined> | null> {
    const answer = await fetch(
      `${this.#shop.relayUrl}/v1/orders/${this.#order.id}/events`,
      { headers: this.headers, signal },
    );
    if (answer.status === 401) await this.#renew();
    return answer.ok && answer.body !== null ? answer.body.values() : null;
  }

  async #renew(): Promise<void> {
    const answer = await this.#shop.send(
      "POST",
      `/v1/orders/${this.#order.id}/token`,
      { body: { resumeSecret: this.#resumeSecret } },
    );
    const { token } = answer.json as { token?: string };
    if (answer.status === 200 && token !== undefined) this.#token = token;
  }

  #read(data: string): void {
    const order = orderSchema.safeParse(JSON.parse(data));
    if (order.success) this.#see(order.data);
    else this.regressions.push(`what is no order: ${order.error.message}`);
  }

  #see(order: Order): void {
    const before = this.#order;
    this.#order = order;
    const went = (what: string, from: unknown, to: unknown): void => {
      this.regressions.push(
        `${order.id}: ${what} went from ${String(from)} to ${String(to)}`,
      );
    };
    if (order.version < before.version)
      went("version", before.version, order.version);
    if (before.status === "paid" && order.status !== "paid")
      went("status", before.status, order.status);
    if (before.outcome !== null && told(before) !== told(order))
      went("outcome", told(before), told(order));
    if (order.version === before.version && stateOf(order) !== stateOf(before))
      went(`version ${order.version}`, stateOf(before), stateOf(order));
  }
}

const stateOf = ({ status, flags, attempt, outcome }: Order): string =>
  JSON.stringify([status, flags, attempt?.id, attempt?.status, outcome]);
const told = ({ outcome }: Order): string => JSON.stringify(outcome);
