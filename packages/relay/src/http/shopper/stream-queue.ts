/**
 * Decides what a stream sends of its order: the snapshot first, then only higher versions. A change that is heard before
 * the snapshot may be older than it: the read of another watcher was under way, or a commit is told late.
 */
import type { Order as OrderJson } from "@malipo/protocol";

export interface StreamQueue {
  /** Sends the order now or later, unless a newer one was offered; returns whether it was sent now. */
  offer(order: OrderJson): boolean;
  /** The snapshot was offered: sends the newest order, and from now on each change. */
  begin(): void;
  /** The connection takes more again. */
  flush(): void;
}

export function createStreamQueue(
  isBlocked: () => boolean,
  send: (order: OrderJson) => void,
): StreamQueue {
  let hasBegun = false;
  let newestVersion = 0;
  let waiting: OrderJson | null = null;

  const flush = (): boolean => {
    if (waiting === null || !hasBegun || isBlocked()) return false;
    const order = waiting;
    waiting = null;
    send(order);
    return true;
  };

  return {
    offer(order) {
      if (order.version <= newestVersion) return false;
      newestVersion = order.version;
      waiting = order;
      return flush();
    },
    begin() {
      hasBegun = true;
      flush();
    },
    flush() {
      flush();
    },
  };
}
