/** Registers the element, once. */
import { TAG_NAME } from "./constants.ts";
import { MalipoCheckout } from "./malipo-checkout.ts";

declare global {
  interface HTMLElementTagNameMap {
    "malipo-checkout": MalipoCheckout;
  }
}

/** Safe to call again, also from a second copy of this script: the first one stays. */
export function defineMalipo(): void {
  // Registries that old libraries bring answer with null.
  if (!customElements.get(TAG_NAME))
    customElements.define(TAG_NAME, MalipoCheckout);
}
