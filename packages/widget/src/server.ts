/** Entry point for servers without a DOM: registers and renders nothing. */
export { TAG_NAME } from "./constants.ts";
export { SCREENS } from "./state/checkout-state.ts";

/** Does nothing on a server. */
export function defineMalipo(): void {
  return undefined;
}

/** For code that names the class, such as wrappers of frameworks; there are no elements on a server. */
export class MalipoCheckout {
  readonly isServer = true;
}
