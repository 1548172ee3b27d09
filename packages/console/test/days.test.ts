import { describe, expect, it } from "vitest";
import {
  fileSize,
  lastMonth,
  readDays,
  thisMonth,
} from "../src/pages/exports/days.ts";

describe("the days of an export", () => {
  it.each([
    ["2026-11-21", "2026-10-01", "2026-10-31"],
    ["2026-03-31", "2026-02-01", "2026-02-28"],
    ["2028-03-01", "2028-02-01", "2028-02-29"],
    ["2027-01-05", "2026-12-01", "2026-12-31"],
  ])("of the month before %s are %s to %s", (day, from, to) => {
    expect(lastMonth(day)).toEqual({ from, to });
    expect(thisMonth(day)).toEqual({ from: `${day.slice(0, 7)}-01`, to: day });
  });

  it.each([
    ["2026-11-01", "2026-11-01", true],
    ["2026-11-02", "2026-11-01", false],
    ["", "2026-11-01", false],
    ["2026-11-01", "2026-13-01", false],
    ["2026-11-1", "2026-11-02", false],
  ])("from %s to %s are some: %s", (from, to, isRight) => {
    expect(readDays(from, to) !== undefined).toBe(isRight);
  });

  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_234, "1.2 kB"],
    [41_500_000, "41.5 MB"],
  ])("says of %s bytes: %s", (bytes, text) => {
    expect(fileSize(bytes, "en").replace("\u00a0", " ")).toBe(text);
  });
});
