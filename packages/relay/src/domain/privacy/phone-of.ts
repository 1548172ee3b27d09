/** Whether a text is a phone number, in whatever way it is written, and whether it stands in a message. Pure. */
import { parsePhone } from "../phone.ts";

export interface PhoneMatch {
  /** For a field that holds nothing but a phone. */
  isPhone(text: string): boolean;
  /** For a message of any format. */
  isIn(message: string): boolean;
  /** The message has a masked number that this one may be, as thousands of others may. */
  mayBeIn(message: string): boolean;
}

/** In a message nine digits may be an amount. */
const FEWEST_IN_MESSAGE = 10;

/** Digits, and digits with what people and programs put between them. */
const NUMBERS = [/\d{10,}/g, /\+?\(?\d[\d\s.()/-]{8,24}\d/g];
const MASKED = /(\d{2,6})[\s*•.xX]{2,12}(\d{2,6})/g;

/**
 * Undefined if `text` is no phone number. `hash`: SHA-256 in hexadecimal digits, which M-Pesa's notices may hold in the
 * place of the number.
 */
export function phoneMatch(
  text: string,
  hash: (text: string) => string,
): PhoneMatch | undefined {
  const wanted = parsePhone(text);
  if (wanted === undefined) return undefined;
  const hashes = [hash(wanted), hash(`+${wanted}`)];
  const isHash = (given: string): boolean =>
    hashes.includes(given.trim().toLowerCase());
  const isSame = (given: string): boolean => parsePhone(given) === wanted;
  const national = `0${wanted.slice(3)}`;
  return {
    isPhone: (given) => isSame(given) || isHash(given),
    isIn(message) {
      const lower = message.toLowerCase();
      return (
        hashes.some((each) => lower.includes(each)) ||
        NUMBERS.some((pattern) =>
          [...message.matchAll(pattern)].some(
            ([found]) =>
              found.replaceAll(/\D/g, "").length >= FEWEST_IN_MESSAGE &&
              isSame(found),
          ),
        )
      );
    },
    mayBeIn: (message) =>
      [...message.matchAll(MASKED)].some(([, start = "", end = ""]) =>
        [wanted, national].some(
          (each) => each.startsWith(start) && each.endsWith(end),
        ),
      ),
  };
}
