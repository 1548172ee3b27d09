/** Copies text to the clipboard. */

/** Returns false and selects `shown` if the page may not write to the clipboard, so that the shopper can copy it. */
export async function copyText(
  text: string,
  shown: Element | null,
): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No secure context or no permission.
    if (shown) getSelection()?.selectAllChildren(shown);
    return false;
  }
}
