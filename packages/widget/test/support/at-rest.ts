/** Waits for everything that loads late, so that a screen is the same each time. */
import { lateFiles } from "../../src/late-files.ts";
import type { Checkout } from "./harness.ts";

/** Once before the tests: from then on late files take no time. */
export async function loadLateFiles(): Promise<void> {
  await Promise.all(Object.values(lateFiles).map((load) => load()));
}

/** Idle callbacks run in order, so that those of the checkout have run before ours. */
export async function atRest(checkout: Checkout): Promise<void> {
  await new Promise((done) => {
    if ("requestIdleCallback" in window)
      requestIdleCallback(done, { timeout: 3000 });
    else setTimeout(done, 250);
  });
  await checkout.until(() => !checkout.has(".absent"), "what loads late");
  await new Promise((done) => {
    requestAnimationFrame(done);
  });
  await checkout.element.updateComplete;
  checkout.finishAnimations();
}
