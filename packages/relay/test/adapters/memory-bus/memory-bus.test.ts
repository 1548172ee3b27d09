import { describe, expect, it } from "vitest";
import { createMemoryBus } from "../../../src/adapters/memory-bus/memory-bus.ts";

/** A listener that counts its pulses. */
function counter() {
  const count = { pulses: 0, hear: () => void (count.pulses += 1) };
  return count;
}

describe("createMemoryBus", () => {
  it("reaches everyone who listens for the order, and nobody else", () => {
    const bus = createMemoryBus();
    const [a, b, other] = [counter(), counter(), counter()];
    bus.subscribe("ord_1", a.hear);
    bus.subscribe("ord_1", b.hear);
    bus.subscribe("ord_2", other.hear);
    bus.publish("ord_1", null);
    bus.publish("ord_1", null);
    bus.publish("ord_3", null);
    expect([a.pulses, b.pulses, other.pulses]).toEqual([2, 2, 0]);
  });

  it("ends one subscription and leaves the others, also when it is ended twice", () => {
    const bus = createMemoryBus();
    const [a, b] = [counter(), counter()];
    const end = bus.subscribe("ord_1", a.hear);
    bus.subscribe("ord_1", b.hear);
    end();
    end();
    bus.publish("ord_1", null);
    expect([a.pulses, b.pulses]).toEqual([0, 1]);
  });

  it("counts one listener that subscribed twice twice", () => {
    const bus = createMemoryBus();
    const a = counter();
    const end = bus.subscribe("ord_1", a.hear);
    bus.subscribe("ord_1", a.hear);
    bus.publish("ord_1", null);
    expect(a.pulses).toBe(2);
    end();
    bus.publish("ord_1", null);
    expect(a.pulses).toBe(3);
  });

  it("lets listeners come and go while it tells them", () => {
    const bus = createMemoryBus();
    const [late, gone] = [counter(), counter()];
    bus.subscribe("ord_1", () => {
      end();
      bus.subscribe("ord_1", late.hear);
    });
    const end = bus.subscribe("ord_1", gone.hear);
    bus.publish("ord_1", null);
    expect([late.pulses, gone.pulses]).toEqual([0, 0]);
  });

  it("works again for an order whose last listener had left", () => {
    const bus = createMemoryBus();
    const a = counter();
    const endFirst = bus.subscribe("ord_1", counter().hear);
    endFirst();
    bus.subscribe("ord_1", a.hear);
    endFirst();
    bus.publish("ord_1", null);
    expect(a.pulses).toBe(1);
  });
});
