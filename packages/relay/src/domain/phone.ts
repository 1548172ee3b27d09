/** Kenyan mobile numbers: `+254` and nine digits that begin with 7 or 1. A prefix does not prove the network. */

const NATIONAL = /^(?:254|0)?([17]\d{8})$/;

/**
 * Reads any usual spelling (07…, 01…, 7…, 254…, +254…, 00254…, with spaces, dots, dashes, brackets) as
 * bare digits with country code ("254712345678"); undefined when it is no Kenyan mobile number.
 */
export function parseKenyanPhone(text: string): string | undefined {
  const digits = text
    .replace(/[\s().\-\u00a0\u2010-\u2015]/g, "")
    .replace(/^(?:\+|00)/, "");
  const match = NATIONAL.exec(digits);
  return match === null ? undefined : `254${match[1] ?? ""}`;
}

/** "0712 ••• 678": enough to recognise one's own number, too little to learn another's. */
export function maskPhone(phone: string): string {
  const national = phone.startsWith("254") ? `0${phone.slice(3)}` : phone;
  return `${national.slice(0, 4)} ••• ${national.slice(-3)}`;
}
