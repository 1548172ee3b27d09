/** An element that a page may take out, put back and rewrite. */
import { LitElement } from "lit";

export abstract class SturdyElement extends LitElement {
  declare readonly renderRoot: ShadowRoot;

  /** Everything has been drawn anew, in vain so far. */
  #redrawn = false;

  /** Rendering fails. */
  protected abstract giveUp(error: unknown): void;

  /** Changes while the element is disconnected are rendered when it is connected again. */
  protected override shouldUpdate(): boolean {
    return this.isConnected;
  }

  /**
   * Lit alone would leave half a screen after an error. The first time, the page may only have rewritten what was drawn
   * before: what is left of that is thrown away.
   */
  protected override performUpdate(): void {
    try {
      super.performUpdate();
      this.#redrawn = false;
    } catch (error) {
      this.#redrawn = !this.#redrawn;
      if (this.#redrawn) {
        // Without a root, where not even that could be made.
        (this.renderRoot as ShadowRoot | undefined)?.replaceChildren(
          (this.renderOptions.renderBefore = new Comment()),
        );
        this.requestUpdate();
      } else this.giveUp(error);
    }
  }
}
