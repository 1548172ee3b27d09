/** Words that somebody else wrote, made fit for people. */

/** On one line, without characters that can't be seen or steer a screen. */
export function onOneLine(text: string): string {
  return text.replace(/\p{C}+/gu, " ").trim();
}
