/** An element in the page's own tree: labels, anchors and styles reach everywhere, as in a page without components. */
import { LitElement } from "lit";
import { language, words } from "../words/words.ts";
import type { Words } from "../words/words.ts";

export class ConsoleElement extends LitElement {
  #stop: (() => void) | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected get words(): Words {
    return words();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = language.subscribe(() => {
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }
}
