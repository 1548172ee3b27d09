/** JSON numbers (RFC 8259, section 6), parsed from their digits and never through a float. */

/** Bounds the work on untrusted input; no valid number has more digits. */
const NUMBER = /^(\d{1,35})(?:\.(\d{1,35}))?(?:e([+-]?\d{1,20}))?$/i;

/** The digits of `Number.MAX_SAFE_INTEGER`. */
const MOST_DIGITS = 16;

/**
 * The number times ten to the power of `places` if that is a safe integer; undefined otherwise, for negative numbers
 * and for anything that is not a number. The size of the exponent doesn't affect the cost.
 */
export function scaledInteger(
  text: string,
  places: number,
): number | undefined {
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const [, whole = "", fraction = "", exponent = "0"] = match;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return 0;
  // The position of the decimal point, counted from the first non-zero digit.
  const point = digits.length - fraction.length + places + Number(exponent);
  if (point < significant.length || point > MOST_DIGITS) return undefined;
  const value = Number(significant.padEnd(point, "0"));
  return Number.isSafeInteger(value) ? value : undefined;
}
