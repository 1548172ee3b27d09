/**
 * What people type and paste, read alike by the page and the relay. It imports nothing, so that the widget can take it
 * into its bundle.
 */

/** Format characters (bidi marks, zero width, soft hyphen, BOM) and what else Unicode draws as nothing. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** A raised 2 or a 2 in a circle is no digit, though NFKC makes one of it: "10²" is not 102. */
const NO_NUMBER_SIGNS = /[^\p{No}]+/gu;
const DIGIT = /^\p{Nd}$/u;

/**
 * The text that is meant: compatibility forms as plain ones (NFKC, https://www.unicode.org/reports/tr15/), nothing
 * invisible, digits of every script in ASCII, no white space around it. For what is compared or computed with, never for
 * what is shown: in names some of these characters matter.
 */
export function foldText(text: string): string {
  return text
    .replace(NO_NUMBER_SIGNS, (run) => run.normalize("NFKC"))
    .replace(INVISIBLE, "")
    .replace(/\p{Nd}/gu, toAsciiDigit)
    .trim();
}

/** Each script's digits stand together in ascending order (Unicode, chapter 4.6), so a digit's place is its value. */
function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}

/**
 * A name to be shown or handed on: on one line, composed (NFC), without control characters and without what reorders
 * or hides text. Joiners stay where letters need them.
 */
export function cleanName(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\p{Zs}\p{Zl}\p{Zp}\p{Cc}]+/gu, " ")
    .replace(/(?![\u200c\u200d])[\p{Cf}\p{Co}\p{Cs}]/gu, "")
    .replace(/^[ \u200c\u200d]+|[ \u200c\u200d]+$/g, "");
}

/** At most so many UTF-16 units, no character halved: neither a surrogate pair nor a letter and its accents. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  let end = maxLength;
  while (end > 0 && /^[\p{M}\u200c\u200d\uDC00-\uDFFF]/u.test(text.slice(end)))
    end -= 1;
  return text.slice(0, end);
}

/** Between the digits of a phone number: RFC 3966 section 5.1.1 names some, people type the others. */
const PHONE_SEPARATORS = /[\s.\p{Pd}()[\]/\u2212\u00b7\u2022]/gu;
/**
 * Kenyan mobile numbers are +254 and nine digits that begin with 7 or 1. People leave the 0 in that is dialled at
 * home, "+254 (0) 712 …". After a plus or 00, nothing but 254 is Kenya.
 */
const KENYAN_MOBILE = /^(?:(?:\+|0{2,3})?2540?|\+?0)?([17]\d{8})$/;

/**
 * Any usual spelling of a Kenyan mobile number as bare digits with country code ("254712345678"); undefined for
 * anything else. That it is one says nothing of its network.
 */
export function parseKenyanPhone(text: string): string | undefined {
  const digits = foldText(text)
    .replace(/^tel:/i, "")
    .replace(PHONE_SEPARATORS, "");
  const national = KENYAN_MOBILE.exec(digits)?.[1];
  return national === undefined ? undefined : `254${national}`;
}

/** What people write for a currency beside its code, in lower case. */
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

/** Plain digits, or thousands in groups of three with the same sign between all of them. */
const DECIMAL =
  /^(\d+|\d{1,3}(?:([, '\u2019\u066c])\d{3})(?:\2\d{3})*)(?:[.\u066b](\d*))?$/;

/**
 * Minor units from what a person typed ("1,000.50", "KShs. 1000", "1000/="); undefined when it is no amount of this
 * currency. Nothing is guessed: misplaced grouping, another currency and more decimals than the currency has are refused.
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

/** Once, before or after the number; behind it also the stroke that ends a sum of whole shillings. */
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
