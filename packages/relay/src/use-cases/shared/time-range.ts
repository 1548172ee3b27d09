/** Times and days that a merchant asks about; days are those of the merchant's time zone. */
import { nextDay } from "../../domain/day.ts";
import { ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { TimeZone } from "../../domain/time-zone.ts";
import type { TimeRange } from "../../ports/exports.ts";

export interface RangeInput {
  /** A time, or a day from whose beginning it counts. */
  readonly from?: string | undefined;
  /** A time that is no part of it, or a day that is its last. */
  readonly to?: string | undefined;
}

/** Without `from` from the beginning, and without `to` up to now. */
export function readRange(
  zone: TimeZone,
  { from, to }: RangeInput,
  now: number,
): Result<TimeRange> {
  const start = from === undefined ? 0 : toInstant(zone, from, "begins");
  if (start === undefined) return wrong("from");
  const end =
    to === undefined ? Math.max(now + 1, start) : toInstant(zone, to, "ends");
  if (end === undefined) return wrong("to");
  return to === undefined || start < end
    ? ok({ from: start, before: end })
    : refuse(
        "invalid_request",
        'The range is empty: "from" must be before "to".',
        {
          errors: [{ field: "from", message: 'must be before "to"' }],
        },
      );
}

export interface CreatedInput {
  /** A time, or a day from whose beginning it counts. */
  readonly createdFrom?: string | undefined;
  /** A time, or a day before whose beginning it ends. */
  readonly createdBefore?: string | undefined;
}

export interface CreatedRange {
  readonly createdFrom: number | undefined;
  readonly createdBefore: number | undefined;
}

/** The filter of lists, in instants. */
export function readCreated(
  zone: TimeZone,
  { createdFrom, createdBefore }: CreatedInput,
): Result<CreatedRange> {
  const begin = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : toInstant(zone, text, "begins");
  const from = begin(createdFrom);
  if (from === undefined && createdFrom !== undefined)
    return wrong("createdFrom");
  const before = begin(createdBefore);
  if (before === undefined && createdBefore !== undefined)
    return wrong("createdBefore");
  return ok({ createdFrom: from, createdBefore: before });
}

function toInstant(
  zone: TimeZone,
  text: string,
  edge: "begins" | "ends",
): number | undefined {
  if (text.includes("T")) return Date.parse(text);
  const start = zone.startOfDay(text);
  return start === undefined || edge === "begins"
    ? start
    : zone.startOfDay(nextDay(text));
}

const wrong = (field: string): Result<never> =>
  refuse("invalid_request", "This is not a day of the calendar.", {
    errors: [{ field, message: "must be a day or a time" }],
  });
