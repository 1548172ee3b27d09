/** Shortens text without halving a character. */

/** At most so many characters (code points, not UTF-16 units). */
export function cutText(text: string, maxLength: number): string {
  // No text has more characters than units.
  if (text.length <= maxLength) return text;
  let units = 0;
  let characters = 0;
  for (const character of text) {
    if (characters === maxLength) return text.slice(0, units);
    units += character.length;
    characters += 1;
  }
  return text;
}
