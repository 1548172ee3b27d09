/** Registers the element, once. */
import { TAG_NAME } from "./constants.ts";
import { MalipoCheckout } from "./malipo-checkout.ts";

declare global {
  interface HTMLElementTagNameMap {
    "malipo-checkout": MalipoCheckout;
  }
}

/** Safe to call again, even from a second copy of this script: the first definition stays. */
export function defineMalipo(): void {
  const registry = globalThis.customElements as
    CustomElementRegistry | undefined; // missing in workers and on servers
  // Polyfills of old libraries return null.
  if (registry && !registry.get(TAG_NAME))
    registry.define(TAG_NAME, MalipoCheckout);
}
