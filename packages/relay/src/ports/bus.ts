/** Tells streams that an order changed. A pulse only: who hears it reads the order from the store. */
export interface Bus {
  /** After the commit, never before: what the store tells of it is published, and nothing else. */
  publish(orderId: string): void;
  /** Returns the function that ends the subscription. `listener` must not throw. */
  subscribe(orderId: string, listener: () => void): () => void;
}
