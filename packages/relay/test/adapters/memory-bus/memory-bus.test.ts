import { describe, expect, it } from "vitest";
import { createMemoryBus } from "../../../src/adapters/memory-bus/memory-bus.ts";

type Bus = ReturnType<typeof createMemoryBus>;

/** Counts the pulses that a listener for the order hears, until `end`. */
function listenTo(bus: Bus, orderId = "ord_1") {
  const hear = () => void (listener.pulses += 1);
  const listener = { pulses: 0, hear, end: bus.subscribe(orderId, hear) };
  return listener;
}

describe("createMemoryBus", () => {
  it("reaches everyone who listens for the order, and nobody else", () => {
    const bus = createMemoryBus();
    const listeners = ["ord_1", "ord_1", "ord_2"].map((id) =>
      listenTo(bus, id),
    );
    for (const id of ["ord_1", "ord_1", "ord_3"]) bus.publish(id, null);
    expect(listeners.map(({ pulses }) => pulses)).toEqual([2, 2, 0]);
  });

  it("ends one subscription and leaves the others, also when it is ended twice", () => {
    const bus = createMemoryBus();
    const [a, b] = [listenTo(bus), listenTo(bus)];
    a.end();
    a.end();
    bus.publish("ord_1", null);
    expect([a.pulses, b.pulses]).toEqual([0, 1]);
  });

  it("counts one listener that subscribed twice twice", () => {
    const bus = createMemoryBus();
    const a = listenTo(bus);
    bus.subscribe("ord_1", a.hear);
    bus.publish("ord_1", null);
    expect(a.pulses).toBe(2);
    a.end();
    bus.publish("ord_1", null);
    expect(a.pulses).toBe(3);
  });

  it("lets listeners come and go while it tells them", () => {
    const bus = createMemoryBus();
    const late: { pulses: number }[] = [];
    bus.subscribe("ord_1", () => {
      gone.end();
      late.push(listenTo(bus));
    });
    const gone = listenTo(bus);
    bus.publish("ord_1", null);
    expect([gone, ...late].map(({ pulses }) => pulses)).toEqual([0, 0]);
  });

  it("works again for an order whose last listener had left", () => {
    const bus = createMemoryBus();
    const first = listenTo(bus);
    first.end();
    const a = listenTo(bus);
    first.end();
    bus.publish("ord_1", null);
    expect(a.pulses).toBe(1);
  });
});
