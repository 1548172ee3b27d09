/** Tells of a payment in the title of a tab in the background. */
export class PageTitle {
  #prefix = "";
  readonly #onShown = (): void => {
    if (!document.hidden) this.restore();
  };

  tell(text: string): void {
    const prefix = `${text} · `;
    // Another checkout on the page may have told already.
    if (!document.hidden || document.title.startsWith(prefix)) return;
    this.#prefix = prefix;
    document.title = prefix + document.title;
    document.addEventListener("visibilitychange", this.#onShown);
  }

  /** Puts the page's title back, unless the page has set another. */
  restore(): void {
    const { title } = document;
    if (this.#prefix && title.startsWith(this.#prefix))
      document.title = title.slice(this.#prefix.length);
    this.#prefix = "";
    document.removeEventListener("visibilitychange", this.#onShown);
  }
}
