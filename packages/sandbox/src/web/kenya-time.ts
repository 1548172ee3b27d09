/** Formats times for the pages, in Kenyan time. */

/** `6:31 AM` */
export function toTimeOfDay(at: Date): string {
  return format(at, { hour: "numeric", minute: "2-digit", hour12: true });
}

/** `on 21/11/26 at 6:31 AM` */
export function toMoment(at: Date): string {
  return `on ${toDay(at)} at ${toTimeOfDay(at)}`;
}

function toDay(at: Date): string {
  return format(at, { day: "numeric", month: "numeric", year: "2-digit" });
}

function format(at: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", {
    ...options,
    timeZone: "Africa/Nairobi",
  })
    .format(at)
    .replace(/\s/g, " ")
    .toUpperCase();
}
