/** Moves the focus to what is new on the screen, and has the rest announced. */
import { Announcements } from "./announcements.ts";
import type { CheckoutState } from "./state/checkout-state.ts";

export class Focus {
  #name = "";
  #trouble: CheckoutState["trouble"] = null;
  readonly #announcements = new Announcements();

  /**
   * After a render. Takes the focus only from something `inside` the checkout, never from the page. `before`: where it was
   * before the render.
   */
  follow(
    root: ShadowRoot,
    { name, trouble }: CheckoutState,
    inside: boolean,
    before: Element | null,
  ): void {
    const target =
      trouble && trouble !== this.#trouble
        ? root.querySelector<HTMLElement>(".notice[tabindex]")
        : null;
    const heading = root.querySelector<HTMLElement>("#heading");
    const next = target ?? (name === this.#name ? null : heading);
    if (inside && next) {
      next.focus();
      // With the mark or heading above it. Some browsers don't scroll to what has the focus already.
      const first = next.previousElementSibling ?? next;
      first.scrollIntoView({ block: "nearest" });
    }
    this.#name = name;
    this.#trouble = trouble;
    this.#announcements.follow(root, before);
  }
}
