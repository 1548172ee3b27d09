/** Tells secrets from placeholders. What a demo or a page of documentation shows must not guard money. */

/** No random text holds these; nearly every example does. */
const PLACEHOLDER =
  /change-?me|example|default|placeholder|password|sandbox|replace|0123456789|abcdefgh|(?:^|[-_. ])(?:demo|test|dev|secret)(?:[-_. ]|$)/i;
const MIN_DISTINCT = 8;

/** True for a text that somebody made up rather than rolled. */
export function looksMadeUp(text: string): boolean {
  return PLACEHOLDER.test(text) || new Set(text).size < MIN_DISTINCT;
}

/** The same for bytes: one value over and over, counting up, or a text of that kind. */
export function areBytesMadeUp(bytes: Uint8Array): boolean {
  const steps = new Set(
    [...bytes.slice(1)].map(
      (byte, index) => (byte - (bytes[index] ?? 0)) & 255,
    ),
  );
  const readable = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  return (
    steps.size <= 1 || (readable && looksMadeUp(Buffer.from(bytes).toString()))
  );
}
