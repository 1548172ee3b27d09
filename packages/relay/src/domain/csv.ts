/** CSV by RFC 4180 that a spreadsheet takes as text and never as a formula. Pure. */

/**
 * Spreadsheets run what begins with one of these, also in full width and after white space
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
const FORMULA = /^[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

export type CsvValue = string | number | boolean | null | undefined;

/** One line with its end. */
export const csvLine = (values: readonly CsvValue[]): string =>
  `${values.map(toField).join(",")}\r\n`;

function toField(value: CsvValue): string {
  if (value === null || value === undefined) return "";
  // Numbers are ours and can't be formulas.
  if (typeof value !== "string") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
