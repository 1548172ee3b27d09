/** What views show of the controller, as of now. */
import type { CheckoutController } from "./checkout-controller.ts";
import { ticks } from "./clock.ts";
import { toExpected } from "./expected-state.ts";
import type { View } from "./views/view.ts";

export function toFacts(
  controller: CheckoutController,
  /** Whether there are texts to say what is known. */
  said: boolean,
): Pick<View, "state" | "draft" | "leaving" | "now" | "shownMs" | "linkForm"> {
  const { draft, leaving, shownAt, linkForm } = controller;
  const known = controller.state;
  const blank = !said || known.name === "loading";
  const state = blank ? toExpected(controller) : known;
  const shownMs = ticks() - shownAt;
  return { state, draft, leaving, now: controller.now(), shownMs, linkForm };
}
