/** The orders that a transaction has read and written. */
import type { Order } from "../../domain/order.ts";

/** `before`: none for a new order. */
export interface OrderChange {
  readonly before: Order | undefined;
  readonly after: Order;
}

export class NotedOrders {
  /** As they are stored now: nobody else can change them meanwhile. */
  readonly #stored = new Map<string, Order>();
  readonly #changed = new Map<string, Order>();
  /** As they were first read; none for a new one. */
  readonly #before = new Map<string, Order>();
  readonly #isNew = new Set<string>();

  get before(): ReadonlyMap<string, Order> {
    return this.#before;
  }

  get changed(): ReadonlyMap<string, Order> {
    return this.#changed;
  }

  /** Undefined if it was neither read nor written. */
  stored(id: string): Order | undefined {
    return this.#stored.get(id);
  }

  read(order: Order): void {
    this.#stored.set(order.id, order);
    this.#noteBefore(order);
  }

  inserted(order: Order): void {
    this.#isNew.add(order.id);
    this.#noteStored(order);
  }

  /** `before`: as it was stored; undefined if it wasn't. */
  updated(before: Order | undefined, order: Order): void {
    if (before !== undefined) this.#noteBefore(before);
    this.#noteStored(order);
  }

  /** To be counted. */
  changes(): readonly OrderChange[] {
    return [...this.#changed].map(([id, after]) => ({
      before: this.#before.get(id),
      after,
    }));
  }

  #noteBefore(order: Order): void {
    if (!this.#isNew.has(order.id) && !this.#before.has(order.id))
      this.#before.set(order.id, order);
  }

  #noteStored(order: Order): void {
    const { id, version } = order;
    if (this.#stored.get(id)?.version !== version || this.#changed.has(id))
      this.#changed.set(id, order);
    this.#stored.set(id, order);
  }
}
