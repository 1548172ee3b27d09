/** What stands in a field that nothing was filled into: "N/A", "null", "-", "-1". */
import { text } from "./fields.ts";

/** Compared in lower case, letters and digits alone. */
const WORDS: ReadonlySet<string> = new Set([
  ...["null", "nul", "nil", "none", "nan", "undefined", "void", "empty"],
  ...["na", "notavailable", "notapplicable", "notset", "notfound", "novalue"],
  ...["unknown", "missing", "blank", "pending", "tba", "tbd"],
  // What an example of an OpenAPI document has for a text.
  ...["string", "true", "false"],
]);

export function isPlaceholder(value: string): boolean {
  const plain = value.normalize("NFKC").trim().toLowerCase();
  const letters = plain.replace(/[^\p{L}\p{N}]/gu, "");
  return (
    letters === "" ||
    WORDS.has(letters) ||
    /^x{2,4}$/.test(letters) ||
    // The provider's own, for numbers and texts alike.
    /^-1(?:\.0*)?$/.test(plain)
  );
}

/** A receipt, or an id, as the provider writes it; null where there is none, or only a placeholder of one. */
export function readReceipt(value: string | null): string | null {
  if (value === null || isPlaceholder(value)) return null;
  const isZero = /^[0.,\s-]*(?:e[+-]?0+)?$/i.test(value.normalize("NFKC"));
  return isZero ? null : value;
}

/** `text` of a receipt. */
export const receiptText = text.transform(readReceipt);

/** The same, and null for any other type. */
export const looseReceiptText = receiptText.catch(null);
