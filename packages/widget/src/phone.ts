/** Kenyan mobile numbers, judged as the relay does. */
import { parseKenyanPhone } from "@malipo/protocol/text";

/** "254712345678" from any usual spelling, null when it is no Kenyan mobile number. */
export const parsePhone = (text: string): string | null =>
  parseKenyanPhone(text) ?? null;

/** What `parsePhone` gave, as people write it at home: "0712 345 678"; abroad with the prefix "+254 ". */
export function formatPhone(
  phone: string,
  prefix: "0" | "+254 " = "0",
): string {
  return `${prefix}${phone.slice(3, 6)} ${phone.slice(6, 9)} ${phone.slice(9)}`;
}
