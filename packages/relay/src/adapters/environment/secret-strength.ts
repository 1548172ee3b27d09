/** Detects placeholder secrets: values from a demo or documentation must not protect money. */

/** Practically never in random text, but in nearly every example. */
const PLACEHOLDER =
  /change-?me|example|default|placeholder|password|sandbox|replace|0123456789|abcdefgh|(?:^|[-_. ])(?:demo|test|dev|secret)(?:[-_. ]|$)/i;
const MIN_DISTINCT = 8;

/** True for a text that a person wrote instead of generating it. */
export function isPlaceholderSecret(text: string): boolean {
  return PLACEHOLDER.test(text) || new Set(text).size < MIN_DISTINCT;
}

/** The same for bytes: a constant, a counting sequence, or such a text. */
export function arePlaceholderBytes(bytes: Uint8Array): boolean {
  const steps = new Set(
    [...bytes.slice(1)].map(
      (byte, index) => (byte - (bytes[index] ?? 0)) & 255,
    ),
  );
  const readable = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  return (
    steps.size <= 1 ||
    (readable && isPlaceholderSecret(Buffer.from(bytes).toString()))
  );
}
