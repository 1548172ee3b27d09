/** What happens every second: countdowns go on, an expired prompt is noticed. */
import type { CheckoutController } from "./checkout-controller.ts";
import { isQuiet } from "./client/order-follower.ts";
import { ticks } from "./clock.ts";
import type { View } from "./views/view.ts";

export function onTick(controller: CheckoutController): void {
  const { state, clock, session, host } = controller;
  if (clock.hasJumped()) {
    // Only a full order contains the relay's time.
    session?.forget();
    void controller.refresh();
  }
  // Countdowns, and texts that change when something takes long.
  if (!isQuiet(state) || state.trouble?.until) host.requestUpdate();
  if (
    state.name === "waiting" &&
    Date.parse(state.attempt.promptExpiresAt ?? "") <= controller.now()
  ) {
    controller.dispatch({ type: "confirm" });
    void controller.refresh();
  }
}

/** What a view shows of the controller, as of now. */
export function toFacts(
  controller: CheckoutController,
): Pick<View, "state" | "draft" | "leaving" | "now" | "shownMs"> {
  const { state, draft, leaving, shownAt } = controller;
  const shownMs = ticks() - shownAt;
  return { state, draft, leaving, now: controller.now(), shownMs };
}
