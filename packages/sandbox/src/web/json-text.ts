/** Writes JSON like the provider: decimals with a fraction, and a trailing comma where the docs show one. */
import { toDecimal } from "./decimal.ts";

/** Cents, written as an unquoted decimal in major units: 250000 becomes `2500.0`. */
export class DecimalNumber {
  readonly cents: number;

  constructor(cents: number) {
    this.cents = cents;
  }
}

/** An object written with a trailing comma, which makes the text invalid JSON. */
export class TrailingComma {
  readonly members: JsonObject;

  constructor(members: JsonObject) {
    this.members = members;
  }
}

export type JsonObject = { readonly [name: string]: JsonValue | undefined };
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | DecimalNumber
  | TrailingComma
  | readonly JsonValue[]
  | JsonObject;

/** `undefined` members are left out. `indent` is the number of spaces per level; 0 writes one line. */
export function writeJson(value: JsonValue, indent = 0, level = 0): string {
  if (value instanceof DecimalNumber) return toDecimal(value.cents);
  if (value instanceof TrailingComma)
    return writeObject(value.members, indent, level, ",");
  if (isArray(value))
    return enclose(
      ["[", "]"],
      value.map((item) => writeJson(item, indent, level + 1)),
      { indent, level, last: "" },
    );
  if (value !== null && typeof value === "object")
    return writeObject(value, indent, level, "");
  return JSON.stringify(value);
}

function writeObject(
  members: JsonObject,
  indent: number,
  level: number,
  last: string,
): string {
  const colon = indent > 0 ? ": " : ":";
  const parts = Object.entries(members).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [JSON.stringify(name) + colon + writeJson(value, indent, level + 1)],
  );
  return enclose(["{", "}"], parts, { indent, level, last });
}

function enclose(
  [open, close]: readonly [string, string],
  parts: readonly string[],
  { indent, level, last }: { indent: number; level: number; last: string },
): string {
  if (parts.length === 0) return open + close;
  if (indent === 0) return open + parts.join(",") + last + close;
  const inner = "\n" + " ".repeat(indent * (level + 1));
  const outer = "\n" + " ".repeat(indent * level);
  return open + inner + parts.join("," + inner) + last + outer + close;
}

/** `Array.isArray` does not narrow a union that holds read-only arrays. */
function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
