/** Days and local times of the merchant's time zone. Pure: `Intl` has the zones, and knows no clock. */

export interface TimeZone {
  /** As given: "Africa/Nairobi". */
  readonly name: string;
  /** "2026-11-21 12:00:00". */
  toLocal(at: number): string;
  /** When it is "2026-11-21T12:00"; the first time of two, and undefined for what is no time. */
  fromLocal(local: string): number | undefined;
  /** When a day ("2026-11-21") begins; undefined for what is no day. */
  startOfDay(day: string): number | undefined;
}

const MINUTE_MS = 60_000;
/** Offsets change at whole quarters of an hour. */
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** Undefined for a name that is no IANA time zone (https://www.iana.org/time-zones). */
export function createTimeZone(name: string): TimeZone | undefined {
  const format = formatOf(name);
  if (format === undefined) return undefined;
  let known = { quarter: NaN, offsetMs: 0 };
  // Formatting takes far longer than all the rest, and what is exported comes in order.
  const offsetAt = (at: number): number => {
    const quarter = Math.floor(at / QUARTER_MS);
    if (quarter !== known.quarter)
      known = { quarter, offsetMs: readOffset(format, quarter * QUARTER_MS) };
    return known.offsetMs;
  };
  const fromLocal = (local: string): number | undefined => {
    const utc = LOCAL.test(local) ? Date.parse(`${local}Z`) : NaN;
    if (Number.isNaN(utc) || !new Date(utc).toISOString().startsWith(local))
      return undefined;
    // Either side of a change of offset near it; a time that is left out counts as if the clock had not been changed.
    const candidates = [utc - DAY_MS, utc + DAY_MS].map(
      (at) => utc - offsetAt(at),
    );
    const exact = candidates.filter((at) => at + offsetAt(at) === utc);
    return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates);
  };
  return {
    name,
    toLocal: (at) =>
      new Date(at + offsetAt(at)).toISOString().slice(0, 19).replace("T", " "),
    fromLocal,
    startOfDay: (day) =>
      DAY.test(day) ? fromLocal(`${day}T00:00`) : undefined,
  };
}

function formatOf(name: string): Intl.DateTimeFormat | undefined {
  // "+03:00" is accepted by some engines, and is no zone.
  if (!/^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readOffset(format: Intl.DateTimeFormat, at: number): number {
  const parts = new Map(
    format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    parts.get(type) ?? 0;
  const local = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return local - at;
}
