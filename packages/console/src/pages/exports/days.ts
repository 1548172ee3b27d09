/** Which days an export is of. Pure. */

export interface Days {
  readonly from: string;
  readonly to: string;
}

/** The month of a day ("2026-11-21"), up to it. */
export const thisMonth = (day: string): Days => ({
  from: `${day.slice(0, 7)}-01`,
  to: day,
});

/** All of the month before. */
export function lastMonth(day: string): Days {
  const [year = 0, month = 0] = day.split("-").map(Number);
  const at = (y: number, m: number, d: number): string =>
    new Date(Date.UTC(y, m, d)).toISOString().slice(0, 10);
  return { from: at(year, month - 2, 1), to: at(year, month - 1, 0) };
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** Undefined if they are no days, or in the wrong order. */
export const readDays = (from: string, to: string): Days | undefined =>
  isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;

/** "512 B", "1.2 kB", "3.4 MB": of a thousand each, as downloads are counted. */
export function fileSize(bytes: number, locale: string): string {
  const units = ["B", "kB", "MB", "GB"];
  const step = Math.min(
    units.length - 1,
    bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3),
  );
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return `${number.format(bytes / 1000 ** step)}\u00a0${units[step] ?? ""}`;
}
