/**
 * The result codes of a reject order. They are all that tells whether a line was rejected: the documented refusal shows
 * the status 7, "Rejected", as well.
 */

/** Null for a code that nobody documents. */
export function wasRejected(code: string | null): boolean | null {
  if (code === "0") return true;
  return code === "1" ? false : null;
}
