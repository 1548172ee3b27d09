/** Phone numbers are stored as bare digits with country code. */

import { parseKenyanPhone } from "@malipo/protocol/text";
import { ERASED } from "./privacy/erase-fields.ts";

export { parseKenyanPhone };

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
