/**
 * Redacts log lines before they are written: whatever a caller or a library logged, secrets are removed by field name
 * and by value.
 */

import { KEY_IN_TEXT } from "@malipo/protocol/merchant-key";

const REDACTED = "[redacted]";

/** Fields whose values are never written, at any depth. */
const SECRET_FIELD =
  /"(authorization|proxy-authorization|cookie|set-cookie|token|relayToken|access_token|accessToken|cartToken|resumeSecret|secret|client_secret|clientSecret|password|pin|merchantKey|masterKey)":"(?:[^"\\]|\\.)*"/gi;

const PATTERNS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [SECRET_FIELD, `"$1":"${REDACTED}"`],
  // Anything that looks like a compact JWS.
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, REDACTED],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${REDACTED}`],
  [/\brs_[\w-]{43}/g, REDACTED],
  [/\brc_[\w-]{22}/g, REDACTED],
  [new RegExp(KEY_IN_TEXT, "g"), `malipo_$1_${REDACTED}`],
  [/\bwhsec_[\w+/=-]{16,}/g, REDACTED],
  // The MAC in a callback or return URL.
  [/([?&]s=)[\w-]{8,}/g, `$1${REDACTED}`],
  // Kenyan phone numbers: first as JSON numbers, which must remain numbers, then in text.
  [/(?<=[:,[])254[17]\d{8}(?=[,}\]])/g, "0"],
  [/(?<![\w.+-])(?:\+|00)?(?:254|0)[17]\d{8}(?![\w-])/g, "[phone]"],
];

/** Redacting shorter secrets would remove ordinary words; they are refused unless the relay is local. */
const SHORTEST_SECRET = 6;

/** `secrets`: values that must not appear in any line. */
export function createRedaction(
  secrets: readonly string[],
): (line: string) => string {
  const known = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    // The secret's spelling in JSON.
    .map((secret) => JSON.stringify(secret).slice(1, -1))
    .toSorted((a, b) => b.length - a.length);
  return (line) => {
    const blotted = known.reduce(
      (text, secret) => text.replaceAll(secret, REDACTED),
      line,
    );
    return PATTERNS.reduce(
      (text, [pattern, replacement]) => text.replace(pattern, replacement),
      blotted,
    );
  };
}
