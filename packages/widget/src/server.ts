/** The public names on a server, where there is no DOM: nothing is registered, nothing is drawn. */
export { TAG_NAME } from "./constants.ts";
export { SCREENS } from "./state/checkout-state.ts";

/** The element is registered in the browser only. */
export function defineMalipo(): void {
  return undefined;
}
