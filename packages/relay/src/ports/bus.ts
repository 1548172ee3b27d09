/** Tells whoever waits for an order that it changed. */
import type { Order } from "../domain/order.ts";

/** The order as it was committed; null where another process changed it: read it from the store. */
export type OrderListener = (order: Order | null) => void;

export interface Bus {
  /** After the commit, never before: what the store tells of it is published, and nothing else. */
  publish(orderId: string, order: Order | null): void;
  /**
   * Returns the function that ends the subscription. `listener` must not throw. Whoever also reads the order subscribes
   * first: what was changed before may not be told.
   */
  subscribe(orderId: string, listener: OrderListener): () => void;
}

/** A bus that holds something open. */
export interface OpenBus extends Bus {
  /** Sends what is still to be sent; nothing is published or told after it. */
  close(): Promise<void>;
}
