/** Once something was chosen, the card doesn't shrink: nothing beneath it jumps while a payment goes on. */
import type { ScreenName } from "../state/checkout-state.ts";

const CHOOSING = /^(idle|loading|review|details|method)$/;

export class SteadyHeight {
  #name: ScreenName = "idle";
  #columns: HTMLElement | null = null;
  /** Since the last layout, which is one before the screen that has just been drawn. */
  #height = 0;
  #width = 0;
  readonly #observer = new ResizeObserver(([entry]) => {
    const [box] = entry?.borderBoxSize ?? [];
    if (!box || !this.#columns) return;
    const main = this.#columns.parentNode?.querySelector<HTMLElement>(".main");
    // In another width it has another height. Not at once: that would change what is being observed.
    if (box.inlineSize !== this.#width)
      requestAnimationFrame(() => main?.style.removeProperty("min-height"));
    this.#width = box.inlineSize;
    this.#height = box.blockSize;
  });

  /** After each render. Each of these screens has a `.main` of its own. */
  update(root: ShadowRoot, name: ScreenName): void {
    const before = this.#name;
    this.#name = name;
    // In a frame that it was moved to, an observer of this page would report errors there.
    const here = root.ownerDocument === document;
    const columns = here ? root.querySelector<HTMLElement>(".columns") : null;
    if (columns !== this.#columns) {
      this.#observer.disconnect();
      this.#height = 0;
      if (columns) this.#observer.observe(columns);
      this.#columns = columns;
    }
    if (name === before || CHOOSING.test(name)) return;
    const main = root.querySelector<HTMLElement>(".main");
    const less = this.#height - (columns?.offsetHeight ?? 0);
    if (main && less > 0)
      main.style.minHeight = `${main.offsetHeight + less}px`;
  }
}
