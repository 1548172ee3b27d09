/** Money, times and numbers for people, in their language and the shop's time zone. */
import { currencyExponent } from "@malipo/protocol/currency";
import { plainAmount } from "@malipo/protocol/text";
import { language, words } from "../words/words.ts";
import { currentSession } from "./session.ts";

export interface Amount {
  readonly value: number;
  readonly currency: string;
}

/** "KES 2,500" or "KES 2,500.50". */
export const money = (amount: Amount): string =>
  `${amount.currency}\u00a0${plainAmount(amount, currencyExponent(amount.currency) ?? 2, ",")}`;

/** English as in Kenya and Nigeria: the day before the month. */
const tag = (): string => (language.get() === "en" ? "en-GB" : language.get());

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const timeZone = currentSession()?.timeZone;
  const all = timeZone === undefined ? options : { ...options, timeZone };
  const key = tag() + JSON.stringify(all);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(tag(), all);
  formats.set(key, known);
  return known;
}

/** "21 Nov 2026, 12:02". */
export const dateTime = (time: string): string =>
  dateFormat({ dateStyle: "medium", timeStyle: "short", hour12: false }).format(
    new Date(time),
  );

/** With seconds, for what follows one another quickly. */
export const exactTime = (time: string): string =>
  dateFormat({
    dateStyle: "medium",
    timeStyle: "medium",
    hour12: false,
  }).format(new Date(time));

/** A day of the shop ("2026-11-21"), as "21 Nov" or "21 Nov 2026". */
export const shortDay = (day: string, withYear = false): string =>
  new Intl.DateTimeFormat(tag(), {
    day: "numeric",
    month: "short",
    ...(withYear ? { year: "numeric" } : {}),
    timeZone: "UTC",
  }).format(new Date(`${day}T00:00:00Z`));

/** The same, as "21 Nov 2026"; what is no day, as it is. */
export function fullDay(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at)
    ? day
    : new Intl.DateTimeFormat(tag(), {
        dateStyle: "medium",
        timeZone: "UTC",
      }).format(at);
}

export const count = (value: number): string =>
  new Intl.NumberFormat(tag()).format(value);

export const percent = (share: number): string =>
  new Intl.NumberFormat(tag(), {
    style: "percent",
    maximumFractionDigits: 1,
  }).format(share);

/** "17 s", "2 min 5 s". */
export function duration(seconds: number): string {
  const { seconds: s, minutes: min } = words().units;
  const whole = Math.round(seconds);
  if (whole < 60) return `${count(whole)} ${s}`;
  const rest = whole % 60;
  const minutes = `${count(Math.floor(whole / 60))} ${min}`;
  return rest === 0 ? minutes : `${minutes} ${rest} ${s}`;
}

/** "254712345678" as people in Kenya write it: "0712 345 678". Others stay as they are. */
export const phone = (digits: string): string => {
  const [, a, b, c] = /^254(\d{3})(\d{3})(\d{3})$/.exec(digits) ?? [];
  return a === undefined ? digits : `0${a} ${b ?? ""} ${c ?? ""}`;
};
