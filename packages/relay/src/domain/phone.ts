/** Phone numbers are stored as bare digits with country code. */

import { foldText, parseKenyanPhone } from "@malipo/protocol/text";
import { ERASED } from "./privacy/erase-fields.ts";

export { parseKenyanPhone };

/** Nigerian mobile numbers: 0 or +234, and ten digits. */
const NIGERIAN = /^(?:234|0)([789][01]\d{8})$/;
const FEWEST_DIGITS = 8;
const MOST_DIGITS = 15;

/** Digits with country code; undefined for what is no phone number. Of any country. */
export function parsePhone(text: string): string | undefined {
  const kenyan = parseKenyanPhone(text);
  if (kenyan !== undefined) return kenyan;
  const digits = foldText(text)
    .replace(/^(?:tel:)?(?:\+|00)?/i, "")
    .replace(/[\s.\p{Pd}()/]/gu, "");
  if (!/^\d+$/.test(digits)) return undefined;
  const [, nigerian] = NIGERIAN.exec(digits) ?? [];
  if (nigerian !== undefined) return `234${nigerian}`;
  return digits.length >= FEWEST_DIGITS && digits.length <= MOST_DIGITS
    ? digits
    : undefined;
}

/** M-Pesa's C2B notices may contain a SHA-256 of the payer's number instead of the number. */
const HASHED = /^[\da-f]{64}$/i;
const HIDDEN = "hidden by M-Pesa";

/** The provider has put a hash in the place of the number. */
export const isHiddenPhone = (phone: string): boolean =>
  HASHED.test(phone.trim());

/** For the merchant: digits with country code, else what the provider wrote; a hash is no number to show. */
export function showPhone(phone: string): string {
  return isHiddenPhone(phone) ? HIDDEN : (parseKenyanPhone(phone) ?? phone);
}

/** "0712 ••• 678": enough to recognize your own number, not enough to learn someone else's. */
export function maskPhone(phone: string): string {
  if (phone === ERASED) return ERASED;
  if (isHiddenPhone(phone)) return HIDDEN;
  const national = phone.startsWith("254") ? `0${phone.slice(3)}` : phone;
  return `${national.slice(0, 4)} ••• ${national.slice(-3)}`;
}
