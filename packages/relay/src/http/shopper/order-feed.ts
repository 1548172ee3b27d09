/**
 * Computes one view per change of an order for all its watchers. A change made by another process triggers one read;
 * changes during a read trigger one more, and a failed read is retried until it succeeds.
 */
import type { Order as OrderJson } from "@malipo/protocol";
import type { Order } from "../../domain/order.ts";
import type { Bus } from "../../ports/bus.ts";
import type { Log } from "../../ports/log.ts";
import type { Timers } from "../../ports/timers.ts";

export const READ_AGAIN_AFTER_MS = 1_000;

/** `View`: what watchers are shown of an order. */
export type Watch<View = OrderJson> = (view: View) => void;

export interface OrderFeed<View = OrderJson> {
  /** Calls `watch` after each change, possibly repeating an older version, until the returned function is called. */
  watch(orderId: string, watch: Watch<View>): () => void;
}

interface Feed<View> {
  readonly watchers: Set<Watch<View>>;
  readonly leave: () => void;
  reading: boolean;
  again: boolean;
  /** Set while a retry is scheduled. */
  cancelRetry: (() => void) | undefined;
}

export function createOrderFeed<View>(
  bus: Bus,
  log: Log,
  timers: Timers,
  read: (orderId: string) => Promise<View | undefined>,
  toView: (order: Order) => View,
): OrderFeed<View> {
  const feeds = new Map<string, Feed<View>>();

  const notify = (feed: Feed<View>, view: View): void => {
    for (const watch of [...feed.watchers]) watch(view);
  };

  const readAndNotify = async (
    orderId: string,
    feed: Feed<View>,
  ): Promise<void> => {
    if (feed.reading) {
      feed.again = true;
      return;
    }
    feed.cancelRetry?.();
    feed.reading = true;
    try {
      do {
        feed.again = false;
        const view = await read(orderId);
        if (view !== undefined) notify(feed, view);
      } while (feed.again as boolean);
    } catch (error) {
      log.error(
        { err: error, orderId },
        "an order could not be read for its watchers",
      );
      if (feeds.get(orderId) === feed) readAgainLater(orderId, feed);
    } finally {
      feed.reading = false;
    }
  };

  const readAgainLater = (orderId: string, feed: Feed<View>): void => {
    feed.cancelRetry = timers.after(READ_AGAIN_AFTER_MS, () => {
      void readAndNotify(orderId, feed);
    });
  };

  const open = (orderId: string): Feed<View> => {
    const leave = bus.subscribe(orderId, (order) => {
      const current = feeds.get(orderId);
      if (current === undefined) return;
      // A running read may be older than this change; watchers ignore older versions.
      if (order !== null) notify(current, toView(order));
      else void readAndNotify(orderId, current);
    });
    const feed: Feed<View> = {
      watchers: new Set(),
      leave,
      reading: false,
      again: false,
      cancelRetry: undefined,
    };
    feeds.set(orderId, feed);
    return feed;
  };

  return {
    watch(orderId, watch) {
      const feed = feeds.get(orderId) ?? open(orderId);
      feed.watchers.add(watch);
      return () => {
        feed.watchers.delete(watch);
        if (feed.watchers.size > 0 || feeds.get(orderId) !== feed) return;
        feed.cancelRetry?.();
        feed.leave();
        feeds.delete(orderId);
      };
    },
  };
}
