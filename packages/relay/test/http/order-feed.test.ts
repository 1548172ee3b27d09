import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Order } from "@malipo/protocol";
import { systemTimers } from "../../src/adapters/system/system-timers.ts";
import { createMemoryBus } from "../../src/adapters/memory-bus/memory-bus.ts";
import {
  READ_AGAIN_AFTER_MS,
  createOrderFeed,
} from "../../src/http/shopper/order-feed.ts";
import { MemoryLog } from "../support/memory-log.ts";

/** Only the version matters here. */
const version = (number: number): Order => ({ version: number }) as Order;

/** A feed whose reads answer, or fail, as the test says. */
function createTestFeed() {
  const bus = createMemoryBus();
  const log = new MemoryLog();
  const read = vi.fn<(orderId: string) => Promise<Order | undefined>>();
  const seen: number[] = [];
  const stop = createOrderFeed(bus, log, systemTimers, read, () =>
    version(0),
  ).watch("ord_1", (order) => {
    seen.push(order.version);
  });
  return { bus, log, read, seen, stop };
}

describe("createOrderFeed", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("reports a change although the first read failed", async () => {
    const { bus, log, read, seen } = createTestFeed();
    read
      .mockRejectedValueOnce(new Error("busy"))
      .mockRejectedValueOnce(new Error("still busy"))
      .mockResolvedValue(version(2));
    bus.publish("ord_1", null);
    await vi.advanceTimersByTimeAsync(2 * READ_AGAIN_AFTER_MS);
    expect(seen).toEqual([2]);
    expect(log.messages("error")).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(10 * READ_AGAIN_AFTER_MS);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it("reads at once when the next change comes before the pause is over, and only then", async () => {
    const { bus, read, seen } = createTestFeed();
    read.mockRejectedValueOnce(new Error("busy")).mockResolvedValue(version(3));
    bus.publish("ord_1", null);
    await vi.advanceTimersByTimeAsync(1);
    bus.publish("ord_1", null);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen).toEqual([3]);
    await vi.advanceTimersByTimeAsync(10 * READ_AGAIN_AFTER_MS);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it("reads once more for all changes during a read", async () => {
    const { bus, read, seen } = createTestFeed();
    read
      .mockImplementationOnce(async () => {
        for (let time = 0; time < 3; time += 1) bus.publish("ord_1", null);
        await Promise.resolve();
        return version(1);
      })
      .mockResolvedValue(version(4));
    bus.publish("ord_1", null);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen).toEqual([1, 4]);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it("shows nothing of an order that was removed", async () => {
    const { bus, log, read, seen } = createTestFeed();
    read.mockResolvedValue(undefined);
    bus.publish("ord_1", null);
    await vi.advanceTimersByTimeAsync(READ_AGAIN_AFTER_MS);
    expect([seen, log.messages("error")]).toEqual([[], []]);
  });

  it.each(["in the pause", "while the read is under way"])(
    "reads no more when the last watcher leaves %s",
    async (when) => {
      const { bus, read, stop } = createTestFeed();
      read.mockRejectedValue(new Error("down"));
      bus.publish("ord_1", null);
      if (when === "in the pause") await vi.advanceTimersByTimeAsync(1);
      stop();
      await vi.advanceTimersByTimeAsync(10 * READ_AGAIN_AFTER_MS);
      expect(read).toHaveBeenCalledTimes(1);
      expect(vi.getTimerCount()).toBe(0);
    },
  );
});
