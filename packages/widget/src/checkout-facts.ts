/** What views show of the controller, as of now. */
import type { CheckoutController } from "./checkout-controller.ts";
import { ticks } from "./clock.ts";
import type { View } from "./views/view.ts";

export function toFacts(
  controller: CheckoutController,
): Pick<View, "state" | "draft" | "leaving" | "now" | "shownMs"> {
  const { state, draft, leaving, shownAt } = controller;
  const shownMs = ticks() - shownAt;
  return { state, draft, leaving, now: controller.now(), shownMs };
}
