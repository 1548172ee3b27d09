/** Phone numbers are stored as bare digits with country code. */

import { ERASED } from "./privacy/erase-fields.ts";

export { parseKenyanPhone } from "@malipo/protocol/text";

/** M-Pesa's C2B notices may contain a SHA-256 of the payer's number instead of the number. */
const HASHED = /^[\da-f]{64}$/i;
const HIDDEN = "hidden by M-Pesa";

/** "0712 ••• 678": enough to recognize your own number, not enough to learn someone else's. */
export function maskPhone(phone: string): string {
  if (phone === ERASED) return ERASED;
  if (HASHED.test(phone.trim())) return HIDDEN;
  const national = phone.startsWith("254") ? `0${phone.slice(3)}` : phone;
  return `${national.slice(0, 4)} ••• ${national.slice(-3)}`;
}
