/** The bus of a relay that runs alone: pulses reach the streams of this process. */
import type { Bus, OrderListener } from "../../ports/bus.ts";

type Subscription = Readonly<{ listener: OrderListener }>;

export function createMemoryBus(): Bus {
  const byOrder = new Map<string, Set<Subscription>>();
  return {
    publish(orderId, order) {
      const subscriptions = byOrder.get(orderId) ?? new Set();
      // A copy: a listener may begin or end subscriptions while we go round.
      for (const subscription of [...subscriptions])
        if (subscriptions.has(subscription)) subscription.listener(order);
    },
    subscribe(orderId, listener) {
      const subscription = { listener };
      const subscriptions = byOrder.get(orderId) ?? new Set();
      byOrder.set(orderId, subscriptions.add(subscription));
      return () => {
        subscriptions.delete(subscription);
        if (subscriptions.size === 0 && byOrder.get(orderId) === subscriptions)
          byOrder.delete(orderId);
      };
    },
  };
}
