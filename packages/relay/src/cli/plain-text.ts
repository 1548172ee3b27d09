/** Makes untrusted text safe for a terminal: removes control characters (ECMA-48) and bidirectional controls (UAX #9). */

const CONTROL = /[\p{Cc}\p{Bidi_Control}]/gu;

export function plainText(text: string): string {
  return text.replaceAll(CONTROL, " ");
}

/** Indented JSON. Also escapes the control characters that `JSON.stringify` leaves unescaped. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(CONTROL, (char) =>
    char === "\n"
      ? char
      : `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
