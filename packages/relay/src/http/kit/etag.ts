/** Conditional requests: does the client have this version already? */

/** An opaque tag of RFC 9110, section 8.8.3, without the mark of a weak one. It may hold a comma. */
const OPAQUE_TAG = /"[\x21\x23-\x7e\x80-\xff]*"/g;

/** Compares weakly over the whole list, as `If-None-Match` asks (RFC 9110, section 13.1.2). `etag`: a strong one, quoted. */
export function isKnownVersion(
  ifNoneMatch: string | undefined,
  etag: string,
): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === "*") return true;
  return ifNoneMatch.match(OPAQUE_TAG)?.includes(etag) === true;
}
