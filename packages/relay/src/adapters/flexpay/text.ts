/** Words that somebody else wrote, made fit for people. */

/** At most so many characters, none of them halved. */
export function cut(text: string, maxLength: number): string {
  return text.length <= maxLength
    ? text
    : text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, "");
}

/** On one line, without characters that can't be seen or steer a screen. */
export function onOneLine(text: string): string {
  return text.replace(/\p{C}+/gu, " ").trim();
}
