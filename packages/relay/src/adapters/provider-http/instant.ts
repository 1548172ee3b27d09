/** Parses providers' times: common ISO 8601 forms, or seconds or milliseconds since 1970. */
import { scaledInteger } from "../../domain/exact-number.ts";
import type { Instant } from "../../domain/observation.ts";

/** "2026-04-11T10:13:11.2483928", "2026-04-01 06:45:49", "…+03:00", "…+03:00[Africa/Nairobi]". */
const DATE_TIME =
  /^(?<date>\d{4}-\d\d-\d\d)[T ](?<minute>\d\d:\d\d)(?<second>:\d\d)?(?:[.,](?<fraction>\d{1,20}))? ?(?:(?<utc>Z|UTC|GMT)|(?<offset>[+-]\d\d)(?::?(?<offsetMinutes>\d\d))?)?(?:\[[\w/+-]{1,64}\])?$/i;
const DATE = /^\d{4}-\d\d-\d\d$/;

/** In seconds, this is the year 33658. */
const SMALLEST_MILLISECONDS = 1e12;
/** A larger number is not in milliseconds: 20260411101311 is a date in digits, in an unknown time zone. */
const LAST_NUMBER = 1e13;

/** Null for anything else, including the year 1, .NET's "no time". A time without a zone is in UTC. */
export function readInstant(text: string | null): Instant | null {
  if (text === null) return null;
  return readNumber(text) ?? readDateTime(text);
}

/** "2026-11-21T09:00:00.000Z", or null. */
export function toIsoTime(text: string | null): string | null {
  return toIso(readInstant(text));
}

/** The same for a provider without numeric times: 0 and 1795000000 are not times there. */
export function dateTimeToIso(text: string | null): string | null {
  return text === null ? null : toIso(readDateTime(text));
}

/** The same, but a date without a time stays as it is: "2026-11-21". */
export function dateToIso(text: string | null): string | null {
  const day = text?.trim() ?? "";
  return DATE.test(day) && isDay(day) ? day : dateTimeToIso(text);
}

function toIso(instant: Instant | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

/** Whole milliseconds, or seconds with at most three decimals. */
function readNumber(text: string): Instant | null {
  const seconds = scaledInteger(text, 3);
  if (seconds === undefined) return null;
  const instant =
    seconds < SMALLEST_MILLISECONDS * 1000
      ? seconds
      : (scaledInteger(text, 0) ?? Infinity);
  return instant <= LAST_NUMBER ? instant : null;
}

function readDateTime(text: string): Instant | null {
  const groups = DATE_TIME.exec(text.trim())?.groups;
  const {
    date = "",
    minute = "",
    second = ":00",
    fraction = "",
  } = groups ?? {};
  if (groups === undefined || !isDay(date)) return null;
  const hours = groups["offset"];
  const zone =
    hours === undefined ? "Z" : `${hours}:${groups["offsetMinutes"] ?? "00"}`;
  const milliseconds = fraction.slice(0, 3).padEnd(3, "0");
  const instant = Date.parse(
    `${date}T${minute}${second}.${milliseconds}${zone}`,
  );
  return Number.isNaN(instant) ? null : instant;
}

/** `Date.parse` accepts the 30th of February as a day in March. */
function isDay(date: string): boolean {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  return (
    !Number.isNaN(midnight) &&
    !date.startsWith("000") &&
    new Date(midnight).toISOString().startsWith(date)
  );
}
