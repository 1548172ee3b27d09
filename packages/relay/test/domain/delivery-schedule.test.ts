import { describe, expect, it } from "vitest";
import {
  LONGEST_DELIVERY_PAUSE_MS,
  nextDeliveryTime,
} from "../../src/domain/delivery-schedule.ts";
import { T0 } from "./fixtures.ts";

/** Moments after the first try, as the specification's table has them. */
const MOMENTS = [
  "00:00:05",
  "00:05:05",
  "00:35:05",
  "02:35:05",
  "07:35:05",
  "17:35:05",
  "31:35:05",
  "51:35:05",
  "75:35:05",
];

function toClock(ms: number): string {
  const seconds = ms / 1000;
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, "0"))
    .join(":");
}

describe("nextDeliveryTime", () => {
  it("is the schedule of Standard Webhooks, and then no more", () => {
    const moments: string[] = [];
    let at: number | undefined = T0;
    for (let tries = 1; ; tries += 1) {
      at = nextDeliveryTime(tries, at, 0);
      if (at === undefined) break;
      moments.push(toClock(at - T0));
    }
    expect(moments).toEqual(MOMENTS);
  });

  it("moves each try by up to a fifth of the pause before it, later only", () => {
    expect(nextDeliveryTime(2, T0, 0)).toBe(T0 + 300_000);
    expect(nextDeliveryTime(2, T0, 0.5)).toBe(T0 + 330_000);
    expect(nextDeliveryTime(2, T0, 0.999_999)).toBe(T0 + 360_000);
  });

  it("has no longer pause than it says", () => {
    expect(LONGEST_DELIVERY_PAUSE_MS).toBe(86_400_000 * 1.2);
  });
});
