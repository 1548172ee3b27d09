import { describe, expect, it } from "vitest";
import { GIVE_UP_AFTER_MS, queryTime } from "../../src/domain/schedule.ts";

const HOUR_S = 3600;

describe("queryTime", () => {
  it("asks after 5, 15, 30 s, 1, 2, 5, 10, 30 min, then hourly", () => {
    const seconds = [...Array(11).keys()].map(
      (step) => (queryTime(0, step, 0.5) ?? NaN) / 1000,
    );
    expect(seconds).toEqual([
      5,
      15,
      30,
      60,
      120,
      300,
      600,
      1800,
      HOUR_S,
      2 * HOUR_S,
      3 * HOUR_S,
    ]);
  });

  it("moves each time by at most a fifth of the gap before it", () => {
    expect([queryTime(0, 0, 0), queryTime(0, 0, 1)]).toEqual([4000, 6000]);
    expect([queryTime(0, 3, 0), queryTime(0, 3, 1)]).toEqual([54_000, 66_000]);
  });

  it("gives up after 72 hours", () => {
    const times = [...Array(100).keys()].map((step) => queryTime(0, step, 0.5));
    expect(Math.max(...times.filter((at) => at !== undefined))).toBe(
      GIVE_UP_AFTER_MS,
    );
    expect(times.at(-1)).toBeUndefined();
  });
});
