import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  DEFAULT_RATE_LIMITS,
  addressKey,
  createRateLimits,
  networksOf,
} from "../../src/http/kit/rate-limit.ts";
import type { RateLimitSettings } from "../../src/http/kit/rate-limit.ts";
import { createMemoryCounters } from "../../src/adapters/counters/memory-counters.ts";

const inMemory = (settings?: Partial<RateLimitSettings>) =>
  createRateLimits(createMemoryCounters(), settings);

const PASSED = { ok: true, value: null };
const two = { orders: { requests: 2, seconds: 60 } };

describe("createRateLimits", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("lets so many through, then says how long to wait", async () => {
    const limits = inMemory(two);
    expect(await limits.take("orders", "1.1.1.1")).toEqual(PASSED);
    vi.advanceTimersByTime(10_000);
    expect(await limits.take("orders", "1.1.1.1")).toEqual(PASSED);
    expect(await limits.take("orders", "1.1.1.1")).toMatchObject({
      code: "too_many_requests",
      retryAfterSeconds: 50,
    });
  });

  it("begins anew when the time is over", async () => {
    const limits = inMemory(two);
    for (let i = 0; i < 3; i += 1) await limits.take("orders", "1.1.1.1");
    vi.advanceTimersByTime(60_000);
    expect(await limits.take("orders", "1.1.1.1")).toEqual(PASSED);
  });

  it("counts every key and every kind by itself", async () => {
    const limits = inMemory(two);
    for (let i = 0; i < 3; i += 1) await limits.take("orders", "1.1.1.1");
    expect(await limits.take("orders", "2.2.2.2")).toEqual(PASSED);
    expect(await limits.take("tokens", "1.1.1.1")).toEqual(PASSED);
  });

  it("shares nothing between two relays in one process", async () => {
    const [a, b] = [inMemory(two), inMemory(two)];
    for (let i = 0; i < 3; i += 1) await a.take("orders", "1.1.1.1");
    expect(await b.take("orders", "1.1.1.1")).toEqual(PASSED);
  });

  it("has a limit for every kind", async () => {
    const limits = inMemory();
    for (const [kind, { requests }] of Object.entries(DEFAULT_RATE_LIMITS)) {
      const taken = [];
      for (let i = 0; i <= requests; i += 1)
        taken.push(
          await limits.take(kind as keyof typeof DEFAULT_RATE_LIMITS, "key"),
        );
      expect(
        taken.slice(0, -1).every((each) => each.ok),
        kind,
      ).toBe(true);
      expect(taken.at(-1), kind).toMatchObject({
        code: "too_many_requests",
      });
    }
  });
});

describe("IPv6 networks", () => {
  const take = (limits: ReturnType<typeof createRateLimits>, address: string) =>
    limits.take("orders", addressKey(address));

  it("count a subscriber's addresses as one, and bound a /56 and a /48", async () => {
    const limits = inMemory(two);
    let passed = 0;
    // Two for each /64, four times that for a /56, sixteen times for a /48.
    for (let subnet = 0; subnet < 0x10000; subnet += 0x40)
      for (let host = 0; host < 4; host += 1) {
        const address = `2001:db8:1:${subnet.toString(16)}::${String(host)}`;
        if ((await take(limits, address)).ok) passed += 1;
      }
    expect(passed).toBe(32);
    expect(await take(limits, "2001:db8:2::1")).toEqual(PASSED);
  });

  it.each([
    [
      "2001:db8:1:2::/64",
      ["2001:db8:1:2::/64", "2001:db8:1:0::/56", "2001:db8:1::/48"],
    ],
    [
      "2001:db8:1:2ff::/64",
      ["2001:db8:1:2ff::/64", "2001:db8:1:200::/56", "2001:db8:1::/48"],
    ],
    ["1.2.3.4", ["1.2.3.4"]],
    ["254712345678", ["254712345678"]],
    ["unknown", ["unknown"]],
  ])("of %s", (key, names) => {
    expect(networksOf(key).map(({ name }) => name)).toEqual(names);
  });
});

describe("addressKey", () => {
  it.each([
    ["1.2.3.4", "1.2.3.4"],
    ["unknown", "unknown"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:DB8:0001:0002::", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["::", "0:0:0:0::/64"],
    ["fe80::1:2:3:4", "fe80:0:0:0::/64"],
  ])("%s counts as %s", (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
