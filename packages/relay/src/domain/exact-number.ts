/** Numbers as JSON writes them (RFC 8259, section 6), read from their digits and never through a float. */

/** No number that counts here has more digits; a bound also on what strangers can make us look at. */
const NUMBER = /^(\d{1,35})(?:\.(\d{1,35}))?(?:e([+-]?\d{1,20}))?$/i;

/** `Number.MAX_SAFE_INTEGER` has so many digits. */
const MOST_DIGITS = 16;

/**
 * The number times ten to the power of `places`, where that is a safe integer; undefined for any other, a negative one
 * and what is no number. An exponent of any size costs nothing.
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
  // Where the point stands, counted from the first digit that is no zero.
  const point = digits.length - fraction.length + places + Number(exponent);
  if (point < significant.length || point > MOST_DIGITS) return undefined;
  const value = Number(significant.padEnd(point, "0"));
  return Number.isSafeInteger(value) ? value : undefined;
}
