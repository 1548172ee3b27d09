/** Tells screen readers what is new on the screen, unless the focus moves to it: they read that out anyway. */
export class Announcements {
  #title = "";
  #trouble = "";

  /** After a render, when the focus is where it stays. `before`: where it was. */
  follow(root: ShadowRoot, before: Element | null): void {
    const region = root.querySelector<HTMLElement>("[data-title]");
    if (!region) return;
    const { title = "", trouble = "" } = region.dataset;
    const isNew = title !== this.#title;
    const { activeElement } = root;
    if (isNew || trouble !== this.#trouble)
      region.textContent =
        activeElement !== before && activeElement?.closest("[tabindex]")
          ? ""
          : `${isNew ? title : ""} ${trouble}`;
    this.#title = title;
    this.#trouble = trouble;
  }
}
