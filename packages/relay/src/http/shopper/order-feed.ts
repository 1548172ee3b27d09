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

export type Watch = (order: OrderJson) => void;

export interface OrderFeed {
  /** Calls `watch` after each change, possibly repeating an older version, until the returned function is called. */
  watch(orderId: string, watch: Watch): () => void;
}

interface Room {
  readonly watchers: Set<Watch>;
  readonly leave: () => void;
  reading: boolean;
  again: boolean;
  /** Set while a retry is scheduled. */
  callOffRetry: (() => void) | undefined;
}

export function createOrderFeed(
  bus: Bus,
  log: Log,
  timers: Timers,
  read: (orderId: string) => Promise<OrderJson | undefined>,
  toView: (order: Order) => OrderJson,
): OrderFeed {
  const rooms = new Map<string, Room>();

  const show = (room: Room, order: OrderJson): void => {
    for (const watch of [...room.watchers]) watch(order);
  };

  const readAndShow = async (orderId: string, room: Room): Promise<void> => {
    if (room.reading) {
      room.again = true;
      return;
    }
    room.callOffRetry?.();
    room.reading = true;
    try {
      do {
        room.again = false;
        const order = await read(orderId);
        if (order !== undefined) show(room, order);
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

  const readAgainLater = (orderId: string, room: Room): void => {
    room.callOffRetry = timers.after(READ_AGAIN_AFTER_MS, () => {
      void readAndShow(orderId, room);
    });
  };

  const open = (orderId: string): Room => {
    const leave = bus.subscribe(orderId, (order) => {
      const current = rooms.get(orderId);
      if (current === undefined) return;
      // A running read may be older than this change; watchers ignore older versions.
      if (order !== null) show(current, toView(order));
      else void readAndShow(orderId, current);
    });
    const room: Room = {
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
