/** Amounts as providers write them in JSON, read exactly: a Java service prints ten million as `1.0E7`. */
import type { Amount } from "@malipo/protocol";
import { parseDecimal } from "../../domain/amount.ts";

/** https://www.rfc-editor.org/rfc/rfc8259#section-6; bounded, so that no exponent can make a text of any length. */
const NUMBER = /^(\d{1,20})(?:\.(\d{1,20}))?[eE]([+-]?\d{1,2})$/;

/** Undefined where the decimal can't be read exactly, see `parseDecimal`. */
export function readDecimal(
  text: string,
  currency: string,
): Amount | undefined {
  return parseDecimal(withoutExponent(text), currency);
}

/** Moves the decimal point as text, so that no digit passes through a float. */
function withoutExponent(text: string): string {
  const match = NUMBER.exec(text);
  if (match === null) return text;
  const [, whole = "", fraction = "", power = ""] = match;
  const point = whole.length + Number(power);
  const digits = `${whole}${fraction}`.padEnd(point, "0");
  const left = digits.slice(0, Math.max(0, point)).replace(/^0+(?=\d)/, "");
  const right = `${"0".repeat(Math.max(0, -point))}${digits.slice(Math.max(0, point))}`;
  return `${left || "0"}${right === "" ? "" : `.${right}`}`;
}
