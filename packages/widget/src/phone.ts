/** Kenyan mobile numbers: +254 and nine digits that begin with 7 or 1. */

/** "254712345678" from any usual spelling, null when it is no Kenyan mobile number. */
export function parsePhone(text: string): string | null {
  const digits = text
    .replace(/[\s().\u2010-\u2015-]/g, "")
    .replace(/^(\+|00)/, "");
  const match = /^(?:254|0)?([17]\d{8})$/.exec(digits);
  return match?.[1] === undefined ? null : `254${match[1]}`;
}

/** What `parsePhone` gave, as people write it at home: "0712 345 678"; abroad with the prefix "+254 ". */
export function formatPhone(
  phone: string,
  prefix: "0" | "+254 " = "0",
): string {
  return `${prefix}${phone.slice(3, 6)} ${phone.slice(6, 9)} ${phone.slice(9)}`;
}
