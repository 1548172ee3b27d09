/** What the page's developer is told in the browser's console. Shoppers have the screen. */

const said = new Set<string>();

/** Warns once per page and `key`: the field or the cause that the sentence is about. The sentence says what to do. */
export function warnOnce(key: string, sentence: string): void {
  if (said.has(key)) return;
  said.add(key);
  console.warn(`<malipo-checkout>: ${sentence}`);
}
