/** Kenyan mobile numbers, validated as in the relay. */
import { parseKenyanPhone } from "@malipo/protocol/text";

/** Parses any common format to "254712345678"; null if it is not a Kenyan mobile number. */
export const parsePhone = (text: string): string | null =>
  parseKenyanPhone(text) ?? null;

/** Formats a parsed number as "0712 345 678", or with the prefix "+254 ". */
export function formatPhone(
  phone: string,
  prefix: "0" | "+254 " = "0",
): string {
  return `${prefix}${phone.slice(3, 6)} ${phone.slice(6, 9)} ${phone.slice(9)}`;
}

/** "0712 ••• 678", as the relay masks it; empty without a number. */
export function maskPhone(text = ""): string {
  const phone = parsePhone(text);
  return phone ? formatPhone(phone).replace(/ \d+ /, " ••• ") : "";
}
