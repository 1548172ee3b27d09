/** Receipts: a provider's id of a payment. Pure. */

/** White space and invisible characters. */
const INVISIBLE = /[\s\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Normalizes a receipt, so that one payment has one spelling: NFKC, no white space, upper case. Null if nothing is
 * left.
 */
export function normalizeReceipt(receipt: string | null): string | null {
  const name = (receipt ?? "")
    .normalize("NFKC")
    .replaceAll(INVISIBLE, "")
    .toUpperCase();
  return name === "" ? null : name;
}
