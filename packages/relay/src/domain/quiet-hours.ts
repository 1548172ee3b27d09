/** The hours of each day in which nobody is to be disturbed, by the clock on the wall. Pure. */
import type { Instant } from "./observation.ts";
import type { TimeZone } from "./time-zone.ts";

/** Minutes from midnight. They may go over it: 22:00 to 06:00. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** A day, and an hour that a clock may be set back. */
export const LONGEST_QUIET_MS = 25 * 60 * 60_000;

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 24 * 60;
/** Offsets change at whole quarters of an hour. */
const QUARTER_MS = 15 * MINUTE_MS;
const TIME = "([01]\\d|2[0-3]):([0-5]\\d)";
const HOURS = new RegExp(`^${TIME} *[-\\u2013] *${TIME}$`);

/** "22:00-06:00"; undefined for anything else, and for no time or all day. */
export function parseQuietHours(text: string): QuietHours | undefined {
  const [, ...parts] = HOURS.exec(text) ?? [];
  const [fromHour = NaN, fromMinute = NaN, toHour = NaN, toMinute = NaN] =
    parts.map(Number);
  const from = fromHour * 60 + fromMinute;
  const to = toHour * 60 + toMinute;
  return Number.isNaN(from) || from === to ? undefined : { from, to };
}

/** "22:00-06:00" */
export function showQuietHours({ from, to }: QuietHours): string {
  const show = (minutes: number): string =>
    [Math.floor(minutes / 60), minutes % 60]
      .map((part) => String(part).padStart(2, "0"))
      .join(":");
  return `${show(from)}-${show(to)}`;
}

/**
 * When the quiet hours end that it is in at `now`; null if it is not in any. Where the clock is set ahead over their end,
 * they end with that; where it is set back, what it shows counts, so that they may come twice.
 */
export function quietUntil(
  hours: QuietHours,
  zone: TimeZone,
  now: Instant,
): Instant | null {
  if (!isQuiet(hours, zone, now)) return null;
  const end = endByClock(hours, zone, now);
  if (minuteOfDay(zone, end) === hours.to) return end;
  // The clock is set ahead or back before.
  let at = now;
  while (isQuiet(hours, zone, at)) {
    const nextQuarter = Math.floor(at / QUARTER_MS) * QUARTER_MS + QUARTER_MS;
    at = Math.min(endByClock(hours, zone, at), nextQuarter);
  }
  return at;
}

/** If nobody sets the clock. */
function endByClock({ to }: QuietHours, zone: TimeZone, at: Instant): Instant {
  const minute = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  return minute + wrap(to - minuteOfDay(zone, at)) * MINUTE_MS;
}

function isQuiet(
  { from, to }: QuietHours,
  zone: TimeZone,
  at: Instant,
): boolean {
  return wrap(minuteOfDay(zone, at) - from) < wrap(to - from);
}

const wrap = (minutes: number): number =>
  (minutes + MINUTES_A_DAY) % MINUTES_A_DAY;

/** From "2026-11-21 22:05:00". */
function minuteOfDay(zone: TimeZone, at: Instant): number {
  const local = zone.toLocal(at);
  return Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));
}
