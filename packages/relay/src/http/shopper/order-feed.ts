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

interface Room<View> {
  readonly watchers: Set<Watch<View>>;
  readonly leave: () => void;
  reading: boolean;
  again: boolean;
  /** Set while a retry is scheduled. */
  callOffRetry: (() => void) | undefined;
}

export function createOrderFeed<View>(
  bus: Bus,
  log: Log,
  timers: Timers,
  read: (orderId: string) => Promise<View | undefined>,
  toView: (order: Order) => View,
): OrderFeed<View> {
  const rooms = new Map<string, Room<View>>();

  const show = (room: Room<View>, view: View): void => {
    for (const watch of [...room.watchers]) watch(view);
  };

  const readAndShow = async (
    orderId: string,
    room: Room<View>,
  ): Promise<void> => {
    if (room.reading) {
      room.again = true;
      return;
    }
    room.callOffRetry?.();
    room.reading = true;
    try {
      do {
        room.again = false;
        const view = await read(orderId);
        if (view !== undefined) show(room, view);
      } while (room.again as boolean);
    } catch (error) {
      log.error(
        { err: error, orderId },
        "an order could not be read for its watchers",
      );
      if (rooms.get(orderId) === room) readAgainLater(orderId, room);
    } finally {
      room.reading = false;
    }
  };

  const readAgainLater = (orderId: string, room: Room<View>): void => {
    room.callOffRetry = timers.after(READ_AGAIN_AFTER_MS, () => {
      void readAndShow(orderId, room);
    });
  };

  const open = (orderId: string): Room<View> => {
    const leave = bus.subscribe(orderId, (order) => {
      const current = rooms.get(orderId);
      if (current === undefined) return;
      // A running read may be older than this change; watchers ignore older versions.
      if (order !== null) show(current, toView(order));
      else void readAndShow(orderId, current);
    });
    const room: Room<View> = {
      watchers: new Set(),
      leave,
      reading: false,
      again: false,
      callOffRetry: undefined,
    };
    rooms.set(orderId, room);
    return room;
  };

  return {
    watch(orderId, watch) {
      const room = rooms.get(orderId) ?? open(orderId);
      room.watchers.add(watch);
      return () => {
        room.watchers.delete(watch);
        if (room.watchers.size > 0 || rooms.get(orderId) !== room) return;
        room.callOffRetry?.();
        room.leave();
        rooms.delete(orderId);
      };
    },
  };
}
