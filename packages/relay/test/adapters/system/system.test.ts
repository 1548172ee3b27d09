import { orderIdSchema } from "@malipo/protocol";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { cryptoRandom } from "../../../src/adapters/system/crypto-random.ts";
import {
  isLoopbackHost,
  isSecureAddress,
} from "../../../src/adapters/system/loopback.ts";
import { systemClock } from "../../../src/adapters/system/system-clock.ts";

describe("cryptoRandom", () => {
  it("makes ids as the wire wants them, never twice", () => {
    const ids = Array.from({ length: 1000 }, () => cryptoRandom.id("ord_"));
    expect(new Set(ids).size).toBe(1000);
    for (const id of ids)
      expect(orderIdSchema.safeParse(id).success).toBe(true);
  });

  it("makes UUIDs of version 4 in small letters", () => {
    expect(cryptoRandom.uuid()).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it("makes codes that people can't confuse, with every letter in use", () => {
    const code = cryptoRandom.code(5000);
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{5000}$/);
    expect(new Set(code).size).toBe(31);
  });

  it("rolls chances from 0 up to 1", () => {
    for (let i = 0; i < 1000; i += 1) {
      const chance = cryptoRandom.chance();
      expect(chance).toBeGreaterThanOrEqual(0);
      expect(chance).toBeLessThan(1);
    }
  });
});

describe("systemClock", () => {
  it("tells the machine's time", () => {
    const before = Date.now();
    const now = systemClock.now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it("measures by what nobody sets", () => {
    const set = vi.spyOn(Date, "now").mockReturnValue(0);
    onTestFinished(() => {
      set.mockRestore();
    });
    const before = performance.now();
    const ms = systemClock.steadyMs();
    expect(ms).toBeGreaterThanOrEqual(before);
    expect(ms).toBeLessThanOrEqual(performance.now());
  });
});

describe("isLoopbackHost", () => {
  it.each([
    ["localhost shop.localhost 127.0.0.1 127.255.0.3 [::1]", true],
    ["localhost.example notlocalhost 127.0.0.1.example 128.0.0.1", false],
    ["0.0.0.0 10.0.0.1 [::2] ", false],
  ])("%s: %s", (hostnames, expected) => {
    for (const hostname of hostnames.split(" "))
      expect(isLoopbackHost(hostname), hostname).toBe(expected);
  });
});

describe("isSecureAddress", () => {
  it.each([
    ["https://pay.example", true],
    ["http://localhost:4001", true],
    // `URL` writes every spelling of an IPv4 address alike.
    ["http://2130706433/", true],
    ["http://127.1/", true],
    ["http://pay.example", false],
    ["http://localhost.pay.example", false],
    ["ftp://localhost", false],
    ["data:text/html,localhost", false],
  ])("%s: %s", (address, expected) => {
    expect(isSecureAddress(new URL(address))).toBe(expected);
  });
});
