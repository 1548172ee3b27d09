/**
 * Parses what people type and paste, in the same way in the page and the relay. Has no imports, so that the widget can
 * bundle it.
 */

/** Invisible characters: bidi marks, zero width, soft hyphen, BOM and so on. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** Superscript and circled digits are not digits, although NFKC converts them: "10²" is not 102. */
const NO_NUMBER_SIGNS = /[^\p{No}]+/gu;
const DIGIT = /^\p{Nd}$/u;

/**
 * Normalizes text: NFKC (https://www.unicode.org/reports/tr15/), no invisible characters, ASCII digits, trimmed. Use it
 * for comparisons and parsing, never for display: in names some of these characters matter.
 */
export function foldText(text: string): string {
  return text
    .replace(NO_NUMBER_SIGNS, (run) => run.normalize("NFKC"))
    .replace(INVISIBLE, "")
    .replace(/\p{Nd}/gu, toAsciiDigit)
    .trim();
}

/** The digits of each script are consecutive (Unicode, chapter 4.6), so the offset is the value. */
function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}

/**
 * A name for display: on one line, NFC, without control characters and characters that reorder or hide text. Keeps
 * joiners that letters need.
 */
export function cleanName(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\p{Zs}\p{Zl}\p{Zp}\p{Cc}]+/gu, " ")
    .replace(/(?![\u200c\u200d])[\p{Cf}\p{Co}\p{Cs}]/gu, "")
    .replace(/^[ \u200c\u200d]+|[ \u200c\u200d]+$/g, "");
}

/** Cuts to a number of UTF-16 units without splitting surrogate pairs or letters from their accents. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  let end = maxLength;
  while (end > 0 && /^[\p{M}\u200c\u200d\uDC00-\uDFFF]/u.test(text.slice(end)))
    end -= 1;
  return text.slice(0, end);
}

/** Separators in phone numbers: some from RFC 3966 section 5.1.1, others that people type. */
const PHONE_SEPARATORS = /[\s.\p{Pd}()[\]/\u2212\u00b7\u2022]/gu;
/**
 * Kenyan mobile numbers are +254 and nine digits that start with 7 or 1. People keep the national
 * 0, "+254 (0) 712 …". After a plus or 00, only 254 is Kenya.
 */
const KENYAN_MOBILE = /^(?:(?:\+|0{2,3})?2540?|\+?0)?([17]\d{8})$/;

/**
 * Parses any common format of a Kenyan mobile number to digits with country code ("254712345678"); undefined for
 * anything else. Says nothing about the network.
 */
export function parseKenyanPhone(text: string): string | undefined {
  const digits = foldText(text)
    .replace(/^tel:/i, "")
    .replace(PHONE_SEPARATORS, "");
  const national = KENYAN_MOBILE.exec(digits)?.[1];
  return national === undefined ? undefined : `254${national}`;
}

/** Other notations of currencies, in lower case. */
const CURRENCY_SIGNS: Readonly<Record<string, readonly string[]>> = {
  KES: ["ksh", "kshs", "k.sh", "k.shs", "sh", "shs"],
  NGN: ["\u20a6", "n", "naira"],
  TZS: ["tsh", "tshs", "sh", "shs"],
  UGX: ["ush", "ushs", "sh", "shs"],
  USD: ["$", "us$"],
  GHS: ["\u20b5", "gh\u20b5"],
  ZAR: ["r"],
  EUR: ["\u20ac"],
  GBP: ["\u00a3"],
};

/** Plain digits, or groups of three with the same separator. */
const DECIMAL =
  /^(\d+|\d{1,3}(?:([, '\u2019\u066c])\d{3})(?:\2\d{3})*)(?:[.\u066b](\d*))?$/;

/**
 * Parses a typed amount ("1,000.50", "KShs. 1000", "1000/=") to minor units; undefined if it is not an amount in this
 * currency. Never guesses: rejects wrong grouping, other currencies and too many decimals.
 */
export function parseTypedAmount(
  text: string,
  currency: string,
  exponent: number,
): number | undefined {
  const [, whole = "", , minor = ""] =
    DECIMAL.exec(withoutCurrency(foldText(text).toLowerCase(), currency)) ?? [];
  const digits = whole.replace(/\D/g, "") + minor.padEnd(exponent, "0");
  const value = Number(digits);
  return whole !== "" && minor.length <= exponent && Number.isSafeInteger(value)
    ? value
    : undefined;
}

/** Currency before or after the number, or the "/=" that ends whole shillings. */
function withoutCurrency(text: string, currency: string): string {
  const bare = text.replace(/\s*\/[=-]$/, "");
  const signs = [currency.toLowerCase(), ...(CURRENCY_SIGNS[currency] ?? [])];
  const isSign = (word: string): boolean =>
    signs.includes(word.trim().replace(/\.$/, ""));
  const before = /^[^\d]+/.exec(bare)?.[0] ?? "";
  if (before !== "") return isSign(before) ? bare.slice(before.length) : text;
  const after = /[^\d.,\s][^\d]*$/.exec(bare)?.[0] ?? "";
  return isSign(after) ? bare.slice(0, -after.length).trimEnd() : bare;
}

const GROUPS = /\B(?=(\d{3})+$)/g;

/** "2500", or "2500.50" with minor units, as other apps accept it. */
export function plainAmount(
  { value }: { readonly value: number },
  exponent: number,
  groups = "",
  decimal = ".",
): string {
  const digits = String(value).padStart(exponent + 1, "0");
  const at = digits.length - exponent;
  const minor = digits.slice(at);
  const whole = digits.slice(0, at).replace(GROUPS, groups);
  return Number(minor) ? whole + decimal + minor : whole;
}
