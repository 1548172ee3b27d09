/** Keeps the style of an element that the page moves to another document. */
import type { CSSResult } from "lit";

/** A constructed style sheet belongs to one document (CSSOM 1, section 6.2): the element leaves it behind. */
export function keepStyles(
  host: Element & { readonly renderRoot: ShadowRoot },
): void {
  const { renderRoot: root, ownerDocument, constructor } = host;
  const { defaultView } = ownerDocument;
  if (
    !defaultView ||
    root.adoptedStyleSheets.length ||
    root.querySelector("style")
  )
    return;
  const { styles } = constructor as unknown as { readonly styles: CSSResult };
  const sheet = new defaultView.CSSStyleSheet();
  sheet.replaceSync(styles.cssText);
  root.adoptedStyleSheets = [sheet];
}
