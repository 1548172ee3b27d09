import { describe, expect, it } from "vitest";
import { createTimeZone } from "../../src/domain/time-zone.ts";
import { readRange } from "../../src/use-cases/shared/time-range.ts";
import { outcomeOf } from "./fixtures.ts";

function zoneOf(name: string) {
  const zone = createTimeZone(name);
  if (zone === undefined) throw new Error(`no time zone ${name}`);
  return zone;
}

const at = (text: string): number => Date.parse(text);

describe("a time zone", () => {
  it.each([
    ["Africa/Nairobi", "2026-11-21T21:30:05.999Z", "2026-11-22 00:30:05"],
    ["Africa/Lagos", "2026-11-21T22:59:59Z", "2026-11-21 23:59:59"],
    ["UTC", "2026-11-21T00:00:00Z", "2026-11-21 00:00:00"],
    ["Asia/Kathmandu", "2026-11-21T18:15:00Z", "2026-11-22 00:00:00"],
    ["Europe/Berlin", "2026-10-25T00:59:00Z", "2026-10-25 02:59:00"],
    ["Europe/Berlin", "2026-10-25T01:00:00Z", "2026-10-25 02:00:00"],
    ["America/St_Johns", "2026-01-01T03:29:00Z", "2025-12-31 23:59:00"],
  ])("%s has %s as %s", (name, utc, local) => {
    expect(zoneOf(name).toLocal(at(utc))).toBe(local);
  });

  it.each([
    ["Africa/Nairobi", "2026-11-21", "2026-11-20T21:00:00Z"],
    ["Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z"],
    ["Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00Z"],
    ["Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z"],
    // The day began at one: midnight was left out.
    ["Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z"],
    ["America/Sao_Paulo", "2017-10-15", "2017-10-15T03:00:00Z"],
  ])("%s begins %s at %s", (name, day, utc) => {
    expect(zoneOf(name).startOfDay(day)).toBe(at(utc));
  });

  it.each([
    ["Africa/Nairobi", "2026-11-21T12:30", "2026-11-21T09:30:00Z"],
    // Twice: the clock goes back.
    ["Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z"],
    // Never: the clock goes forward.
    ["Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30:00Z"],
  ])("%s has %s at %s", (name, local, utc) => {
    expect(zoneOf(name).fromLocal(local)).toBe(at(utc));
  });

  it.each(["2026-02-30T12:00", "2026-11-21", "2026-11-21T24:00", ""])(
    "has no time %j",
    (local) => {
      expect(zoneOf("Africa/Nairobi").fromLocal(local)).toBeUndefined();
    },
  );

  it.each(["2026-02-30", "2026-13-01", "2026-1-1", "", "yesterday"])(
    "has no day %j",
    (day) => {
      expect(zoneOf("Africa/Nairobi").startOfDay(day)).toBeUndefined();
    },
  );

  it.each(["Nairobi", "+03:00", "Africa/Nairobi; x", "", "GMT+3", "../etc"])(
    "is not named %j",
    (name) => {
      expect(createTimeZone(name)).toBeUndefined();
    },
  );
});

describe("a time range", () => {
  const zone = zoneOf("Africa/Nairobi");
  const now = at("2026-12-01T00:00:00Z");
  const range = (from?: string, to?: string) =>
    outcomeOf(readRange(zone, { from, to }, now));

  it("has whole days of the merchant's, or times", () => {
    expect(range("2026-11-01", "2026-11-30")).toEqual({
      from: at("2026-10-31T21:00:00Z"),
      before: at("2026-11-30T21:00:00Z"),
    });
    expect(range("2026-11-01T00:00:00Z", "2026-11-01T05:00:00+03:00")).toEqual({
      from: at("2026-11-01T00:00:00Z"),
      before: at("2026-11-01T02:00:00Z"),
    });
    expect(range()).toEqual({ from: 0, before: now + 1 });
  });

  it("is refused where it ends before it begins, or names no day", () => {
    expect(range("2026-11-02", "2026-11-01")).toBe("invalid_request");
    expect(range("2026-11-02", "2026-11-02")).not.toBe("invalid_request");
  });
});
