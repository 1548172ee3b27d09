/** Moments as the provider may write them: ISO 8601, or seconds or milliseconds since 1970. */
import type { Instant } from "../../domain/observation.ts";

const NUMBER = /^\d{1,16}$/;
const ISO =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?<zone>Z|[+-]\d\d:\d\d)?$/;

/** In seconds, this is the year 33658. */
const SMALLEST_MILLISECONDS = 1e12;
/** ECMA-262, section 21.4.1.1: the last moment that a date can hold. */
const LAST_INSTANT = 8.64e15;

/** Null for anything else. A time without a zone is UTC. */
export function readInstant(text: string | null): Instant | null {
  if (text === null) return null;
  if (NUMBER.test(text)) {
    const value = Number(text);
    const instant = value < SMALLEST_MILLISECONDS ? value * 1000 : value;
    return instant <= LAST_INSTANT ? instant : null;
  }
  const match = ISO.exec(text);
  if (match === null) return null;
  const instant = Date.parse(
    match.groups?.["zone"] === undefined ? `${text}Z` : text,
  );
  return Number.isNaN(instant) ? null : instant;
}

/** "2026-11-21T09:00:00.000Z", or null. */
export function toIsoTime(text: string | null): string | null {
  const instant = readInstant(text);
  return instant === null ? null : new Date(instant).toISOString();
}
