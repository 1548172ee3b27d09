/** Moves the focus to what is new on the screen. */
import type { CheckoutState } from "./state/checkout-state.ts";

export class Focus {
  #name = "";
  #trouble: CheckoutState["trouble"] = null;

  /** After a render. Takes the focus only from something `inside` the checkout, never from the page. */
  follow(
    root: ShadowRoot,
    { name, trouble }: CheckoutState,
    inside: boolean,
  ): void {
    const target =
      trouble && trouble !== this.#trouble
        ? root.querySelector<HTMLElement>(".notice[tabindex]")
        : null;
    const heading = root.querySelector<HTMLElement>("#heading");
    if (inside) (target ?? (name === this.#name ? null : heading))?.focus();
    this.#name = name;
    this.#trouble = trouble;
  }
}
