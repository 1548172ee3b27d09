/** Days of the shop's time zone, wherever the person is. */
import { createTimeZone } from "@malipo/protocol/time-zone";
import { currentSession } from "./session.ts";

const DAY_MS = 86_400_000;

const zone = () => {
  const found = createTimeZone(currentSession()?.timeZone ?? "UTC");
  if (found === undefined) throw new Error("The browser lacks the time zone.");
  return found;
};

/** Today in the shop, "2026-11-21". */
export const today = (): string => zone().toLocal(Date.now()).slice(0, 10);

export const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS)
    .toISOString()
    .slice(0, 10);

/** When a day of the shop begins, as the interface takes it; undefined for what is no day. */
export function startOfDay(day: string): string | undefined {
  const at = zone().startOfDay(day);
  return at === undefined ? undefined : new Date(at).toISOString();
}

/** When the day after it begins. */
export const endOfDay = (day: string): string | undefined =>
  startOfDay(day) === undefined ? undefined : startOfDay(dayBefore(day, -1));

/** Times of the shop as inputs have them: "2026-11-21T12:00". */
export const SHOP_CLOCK = {
  toLocal: (time: string): string =>
    zone().toLocal(Date.parse(time)).slice(0, 16).replace(" ", "T"),
  /** Undefined for what is no time. */
  fromLocal(local: string): string | undefined {
    const at = zone().fromLocal(local);
    return at === undefined ? undefined : new Date(at).toISOString();
  },
} as const;
