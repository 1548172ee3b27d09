/** A provider's name of a payment. Pure. */

/** White space, and what is drawn as nothing. */
const NOT_SEEN = /[\s\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * One receipt is one payment, however it is written: compatibility forms as plain ones (NFKC), no blanks, in capitals.
 * Null where nothing is left.
 */
export function normalizeReceipt(receipt: string | null): string | null {
  const name = (receipt ?? "")
    .normalize("NFKC")
    .replaceAll(NOT_SEEN, "")
    .toUpperCase();
  return name === "" ? null : name;
}
