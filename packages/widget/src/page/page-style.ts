/** Style sheets that the checkout gives the page for a while. Adopted ones need no permission of its CSP. */

/** More than the page's own rules have; the id need not exist. */
export const STRONG = ":not(#malipo#malipo#malipo)";

export class PageStyle {
  #sheet: CSSStyleSheet | null = null;

  /** Nothing takes the style away. */
  set(text: string): void {
    if (this.#sheet)
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(
        (sheet) => sheet !== this.#sheet,
      );
    this.#sheet = null;
    if (!text) return;
    this.#sheet = new CSSStyleSheet();
    this.#sheet.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
  }
}
