/** Cleans untrusted text for display. */

/** Removes line breaks, control and invisible characters. */
export function onOneLine(text: string): string {
  return text.replace(/\p{C}+/gu, " ").trim();
}
