/** The header Retry-After, RFC 9110, section 10.2.3. */

/** In seconds from now, at least 0; null where there is none or it can't be read. */
export function readRetryAfter(
  header: string | null,
  nowMs: number,
): number | null {
  if (header === null) return null;
  const isSeconds = /^\d{1,9}$/.test(header);
  // `Date.parse` also accepts "1.5" and "-5".
  if (!isSeconds && !/^[A-Z][a-z]{2,8},? /.test(header)) return null;
  const seconds = isSeconds
    ? Number(header)
    : Math.ceil((Date.parse(header) - nowMs) / 1000);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}
