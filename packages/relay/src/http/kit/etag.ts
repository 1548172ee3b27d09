/** Conditional requests: does the client already have this version? */

/** An opaque tag (RFC 9110, section 8.8.3) without the weak prefix. It may contain a comma. */
const OPAQUE_TAG = /"[\x21\x23-\x7e\x80-\xff]*"/g;

/**
 * Weak comparison with the whole list, as `If-None-Match` requires (RFC 9110, section 13.1.2). `etag`: a strong one,
 * quoted.
 */
export function isKnownVersion(
  ifNoneMatch: string | undefined,
  etag: string,
): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === "*") return true;
  return ifNoneMatch.match(OPAQUE_TAG)?.includes(etag) === true;
}
