import { describe, expect, it } from "vitest";
import {
  parseQuietHours,
  quietUntil,
  showQuietHours,
} from "../../src/domain/quiet-hours.ts";
import { createTimeZone } from "../../src/domain/time-zone.ts";

/** When the hours end, as UTC; null outside them. */
function until(hours: string, zone: string, at: string): string | null {
  const [parsed, found] = [parseQuietHours(hours), createTimeZone(zone)];
  if (parsed === undefined || found === undefined)
    throw new Error(`not hours of a zone: ${hours} ${zone}`);
  const end = quietUntil(parsed, found, Date.parse(at));
  return end === null ? null : new Date(end).toISOString().slice(0, 16);
}

describe("quiet hours", () => {
  it.each(["22:00-06:00", "22:00 - 06:00", "22:00\u201306:00"])(
    "are read from %s and shown",
    (text) => {
      const hours = parseQuietHours(text);
      expect(hours).toEqual({ from: 22 * 60, to: 6 * 60 });
      expect(hours && showQuietHours(hours)).toBe("22:00-06:00");
    },
  );

  it.each(["", "22-06", "24:00-06:00", "22:00", "22:60-06:00", "07:00-07:00"])(
    'are not "%s"',
    (text) => {
      expect(parseQuietHours(text)).toBeUndefined();
    },
  );

  it.each([
    ["2026-11-21T18:59:59Z", null],
    ["2026-11-21T19:00:00Z", "2026-11-22T03:00"],
    ["2026-11-21T23:30:30Z", "2026-11-22T03:00"],
    ["2026-11-22T02:59:59Z", "2026-11-22T03:00"],
    ["2026-11-22T03:00:00Z", null],
  ])("go over midnight in Nairobi: at %s until %s", (at, end) => {
    expect(until("22:00-06:00", "Africa/Nairobi", at)).toBe(end);
  });

  it.each([
    ["2026-11-21T10:00:00Z", "2026-11-21T11:30"],
    ["2026-11-21T09:29:00Z", null],
    ["2026-11-21T11:30:00Z", null],
  ])("may be at noon: at %s until %s", (at, end) => {
    expect(until("12:30-14:30", "Africa/Nairobi", at)).toBe(end);
  });

  it("end by the clock on the wall in a night that has an hour less", () => {
    // Berlin, 29 March 2026: 2:00 becomes 3:00.
    const night = "2026-03-28T22:00:00Z";
    expect(until("22:00-06:00", "Europe/Berlin", night)).toBe(
      "2026-03-29T04:00",
    );
    // 2:30 is left out.
    expect(until("22:00-02:30", "Europe/Berlin", night)).toBe(
      "2026-03-29T01:00",
    );
  });

  it("end by the clock on the wall in a night that has an hour more", () => {
    // Berlin, 25 October 2026: 3:00 becomes 2:00.
    const night = "2026-10-24T21:00:00Z";
    expect(until("22:00-06:00", "Europe/Berlin", night)).toBe(
      "2026-10-25T05:00",
    );
    // 2:30 comes twice, and so do the minutes before it.
    expect(until("22:00-02:30", "Europe/Berlin", night)).toBe(
      "2026-10-25T00:30",
    );
    expect(until("22:00-02:30", "Europe/Berlin", "2026-10-25T01:10:00Z")).toBe(
      "2026-10-25T01:30",
    );
  });

  it("hold in a zone whose clock is set by half an hour", () => {
    // Lord Howe, 4 October 2026: 2:00 becomes 2:30.
    expect(
      until("22:00-06:00", "Australia/Lord_Howe", "2026-10-03T12:00:00Z"),
    ).toBe("2026-10-03T19:00");
  });
});
