/**
 * The last look at a log line before it is written. Whatever a caller or a library put into it, a
 * secret does not get out: neither by the name of its field nor by its value.
 */

const REDACTED = "[redacted]";

/** Fields whose text is never written, at any depth. */
const SECRET_FIELD =
  /"(authorization|proxy-authorization|cookie|set-cookie|token|relayToken|access_token|accessToken|cartToken|resumeSecret|secret|client_secret|clientSecret|password|pin|merchantKey|masterKey)":"(?:[^"\\]|\\.)*"/gi;

const PATTERNS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [SECRET_FIELD, `"$1":"${REDACTED}"`],
  // Anything that looks like a JWS in compact form.
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, REDACTED],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${REDACTED}`],
  [/\brs_[\w-]{43}/g, REDACTED],
  [/\brc_[\w-]{22}/g, REDACTED],
  [/\bwhsec_[\w+/=-]{16,}/g, REDACTED],
  // The MAC in a callback or return address.
  [/([?&]s=)[\w-]{8,}/g, `$1${REDACTED}`],
  // Kenyan phone numbers: first as a JSON number, which must stay one, then in text.
  [/(?<=[:,[])254[17]\d{8}(?=[,}\]])/g, "0"],
  [/(?<![\w.+-])(?:\+|00)?(?:254|0)[17]\d{8}(?![\w-])/g, "[phone]"],
];

/** A shorter secret would blot out ordinary words; it is refused where the relay can be reached from outside. */
const SHORTEST_SECRET = 6;

/** `secrets` are values that must not appear in any line, whatever they look like. */
export function createRedaction(
  secrets: readonly string[],
): (line: string) => string {
  const known = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    // As the secret stands inside a JSON text.
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
