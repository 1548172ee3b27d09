/** Which days are to be reconciled, and when. Pure. */
import { dayAt, dayBefore, dayRange, nextDay } from "./day.ts";
import type { Instant } from "./observation.ts";
import type { Reconciliation } from "./reconciliation.ts";
import type { TimeZone } from "./time-zone.ts";

/** After the day's end. By then late payments have come in, and shoppers are few. */
const AFTER_MIDNIGHT_MS = 3 * 60 * 60_000;
/** What was missed while no relay ran is made up for; and what was given up is begun again. */
export const DAYS_BACK = 7;
/** The longest wait for the next night: a day of 25 hours. */
export const LONGEST_NIGHT_MS = 25 * 60 * 60_000;

/** When the next day is due. */
export function nextDueTime(zone: TimeZone, now: Instant): Instant {
  const day = dayAt(zone, now - AFTER_MIDNIGHT_MS);
  const range = dayRange(zone, day);
  return range === undefined
    ? now + LONGEST_NIGHT_MS
    : range.before + AFTER_MIDNIGHT_MS;
}

/**
 * The days to begin, oldest first. `known`: the newest `DAYS_BACK` + 1 that were ever begun, newest first. Without any,
 * there is no past to make up for.
 */
export function dueDays(
  zone: TimeZone,
  now: Instant,
  known: readonly Reconciliation[],
): readonly string[] {
  const last = dayBefore(dayAt(zone, now - AFTER_MIDNIGHT_MS));
  const newest = known[0]?.day ?? dayBefore(last);
  const tonight = (dayRange(zone, last)?.before ?? now) + AFTER_MIDNIGHT_MS;
  const days: string[] = [];
  for (
    let day = dayBefore(last, DAYS_BACK - 1);
    day <= last;
    day = nextDay(day)
  ) {
    const found = known.find((each) => each.day === day);
    if (found === undefined ? day > newest : isToBegin(found, tonight))
      days.push(day);
  }
  return days;
}

/** Given up in an earlier night, or begun before it was due: by hand, or while the clock was ahead. */
const isToBegin = (
  { state, startedAt, before }: Reconciliation,
  tonight: Instant,
): boolean =>
  state !== "running" &&
  startedAt < (state === "given_up" ? tonight : before + AFTER_MIDNIGHT_MS);
