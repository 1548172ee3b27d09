/** What came from elsewhere, made fit for a terminal: one line, and nothing that steers it (ECMA-48) or turns what is read (UAX #9). */

const STEERING = /[\p{Cc}\p{Bidi_Control}]/gu;

export function plainText(text: string): string {
  return text.replaceAll(STEERING, " ");
}

/** The same value, indented; what would steer is escaped, also what `JSON.stringify` leaves as it is. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(STEERING, (char) =>
    char === "\n"
      ? char
      : `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
