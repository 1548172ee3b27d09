/** Placeholders in empty fields: "N/A", "null", "-", "-1". */
import { text } from "./fields.ts";

/** Compared in lower case, letters and digits only. */
const WORDS: ReadonlySet<string> = new Set([
  ...["null", "nul", "nil", "none", "nan", "undefined", "void", "empty"],
  ...["na", "notavailable", "notapplicable", "notset", "notfound", "novalue"],
  ...["unknown", "missing", "blank", "pending", "tba", "tbd"],
  // Values from OpenAPI examples.
  ...["string", "true", "false"],
]);

export function isPlaceholder(value: string): boolean {
  const plain = value.normalize("NFKC").trim().toLowerCase();
  const letters = plain.replace(/[^\p{L}\p{N}]/gu, "");
  return (
    letters === "" ||
    WORDS.has(letters) ||
    /^x{2,4}$/.test(letters) ||
    // The provider's placeholder for numbers and text.
    /^-1(?:\.0*)?$/.test(plain)
  );
}

/** A receipt or id, unchanged; null if missing or a placeholder. */
export function readReceipt(value: string | null): string | null {
  if (value === null || isPlaceholder(value)) return null;
  const isZero = /^[0.,\s-]*(?:e[+-]?0+)?$/i.test(value.normalize("NFKC"));
  return isZero ? null : value;
}

/** `text`, for receipts. */
export const receiptText = text.transform(readReceipt);

/** The same, but null for any other type. */
export const looseReceiptText = receiptText.catch(null);
