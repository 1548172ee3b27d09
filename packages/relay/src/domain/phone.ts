/** Phone numbers as they are stored: bare digits with country code. */

export { parseKenyanPhone } from "@malipo/protocol/text";

/** "0712 ••• 678": enough to recognise one's own number, too little to learn another's. */
export function maskPhone(phone: string): string {
  const national = phone.startsWith("254") ? `0${phone.slice(3)}` : phone;
  return `${national.slice(0, 4)} ••• ${national.slice(-3)}`;
}
