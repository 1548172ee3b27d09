/** Whether there is a step before the one on the screen. */
import type { CheckoutState } from "./checkout-state.ts";
import { skipsReview } from "./methods.ts";

export function canGoBack(state: CheckoutState): boolean {
  const { name, order, link } = state;
  return (
    (name === "details" || name === "method") &&
    (order.source.type === "cart" || link !== null) &&
    !skipsReview(order, state)
  );
}
