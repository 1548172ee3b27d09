/** Puts text where the shopper can paste it from. */

/** True when it is on the clipboard. Where the page may not write there, `shown` is selected, for the shopper to copy. */
export async function copyText(
  text: string,
  shown: Element | null,
): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No secure context, or no permission: the browser's own copy command still works.
    if (shown) getSelection()?.selectAllChildren(shown);
    return false;
  }
}
