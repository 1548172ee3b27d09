import { describe, expect, it } from "vitest";
import {
  LONGEST_QUERY_STEP_MS,
  nextQueryTime,
} from "../../src/domain/schedule.ts";

const HOUR_S = 3600;
const DAYS_3_S = 72 * HOUR_S;

/** All times of an attempt that began at 0, in seconds. */
function times(chance: number): number[] {
  const list: number[] = [];
  for (let now = 0; ;) {
    const next = nextQueryTime(0, now, chance);
    if (next === undefined) return list;
    list.push(next / 1000);
    now = next;
  }
}

describe("nextQueryTime", () => {
  it("asks after 5, 15, 30 s, 1, 2, 5, 10, 30 min, then hourly up to 72 hours", () => {
    expect(times(0.5).slice(0, 11)).toEqual([
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
    expect(times(0.5).at(-1)).toBe(DAYS_3_S);
  });

  it("moves each time by at most a fifth of the gap before it, and skips none for that", () => {
    expect(times(0).slice(0, 4)).toEqual([4, 13, 27, 54]);
    expect(times(0.999_999).slice(0, 4).map(Math.round)).toEqual([
      6, 17, 33, 66,
    ]);
    expect(times(0)).toHaveLength(times(0.5).length);
    expect(times(0.999_999)).toHaveLength(times(0.5).length);
  });

  it("loses no step to a query that something else led to", () => {
    expect(nextQueryTime(0, 90_000, 0.5)).toBe(120_000);
    expect(nextQueryTime(0, 107_000, 0.5)).toBe(120_000);
    expect(nextQueryTime(0, 109_000, 0.5)).toBe(300_000);
  });

  it("makes up for nothing after a long stop, and gives up after 72 hours", () => {
    expect(nextQueryTime(0, 10 * HOUR_S * 1000, 0.5)).toBe(11 * HOUR_S * 1000);
    expect(nextQueryTime(0, DAYS_3_S * 1000, 0.5)).toBeUndefined();
  });

  it.each([
    [0, 30_000],
    [0.5, 33_000],
    [1, 36_000],
  ])("asks soon where the clock was put back since: %s", (chance, ms) => {
    expect(nextQueryTime(1, 0, chance)).toBe(ms);
  });

  it("has no longer step than it says", () => {
    expect(LONGEST_QUERY_STEP_MS).toBeCloseTo(1.4 * HOUR_S * 1000);
  });
});
