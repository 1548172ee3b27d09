/** Days of a calendar ("2026-11-29") and when they begin and end in a time zone. Pure. */
import type { Instant } from "./observation.ts";
import type { TimeZone } from "./time-zone.ts";

const DAY_MS = 24 * 60 * 60_000;

const movedBy = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS)
    .toISOString()
    .slice(0, "2026-11-29".length);

/** "2026-12-01" after "2026-11-30". */
export const nextDay = (day: string): string => movedBy(day, 1);

export const dayBefore = (day: string, days = 1): string => movedBy(day, -days);

export const dayAt = (zone: TimeZone, at: Instant): string =>
  zone.toLocal(at).slice(0, "2026-11-29".length);

export interface DayRange {
  readonly from: Instant;
  /** The first moment that is no longer part of it. */
  readonly before: Instant;
}

/** 23 or 25 hours where clocks change; undefined for what is no day. */
export function dayRange(zone: TimeZone, day: string): DayRange | undefined {
  const from = zone.startOfDay(day);
  const before = from === undefined ? undefined : zone.startOfDay(nextDay(day));
  return from === undefined || before === undefined
    ? undefined
    : { from, before };
}
