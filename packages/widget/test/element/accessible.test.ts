import { expect } from "@open-wc/testing";
import { SCREENS } from "../../src/state/checkout-state.ts";
import { attributesOf, SCENES } from "../gallery/scenes.ts";
import { open, withRelay } from "../support/harness.ts";

/** The screen a scene ends on, where its name does not say it. */
const screenOf = (scene: string): string | undefined =>
  SCREENS.find((screen) => scene.split("-")[0] === screen);

describe("every screen", () => {
  const it_ = withRelay();
  for (const theme of ["light", "dark"])
    for (const [name, scene] of Object.entries(SCENES))
      for (const locale of theme === "light" ? ["en", "sw"] : ["en"])
        it(`${name} is accessible, ${theme}, in ${locale}`, async () => {
          const { relay } = it_;
          if (scene.order !== undefined) relay.order = scene.order();
          scene.prepare?.(relay);
          const checkout = open({ ...attributesOf(scene), theme, locale });
          await checkout.until(
            () =>
              checkout.has(".main h2") &&
              (checkout.screen !== "loading" || name === "loading"),
            "the first screen",
          );
          for (const step of scene.steps ?? []) {
            if ("tap" in step)
              [...checkout.root.querySelectorAll<HTMLElement>("button.primary")]
                .at(step.tap)
                ?.click();
            else await checkout.type(step.type, step.into);
            await checkout.element.updateComplete;
          }
          const screen = screenOf(name);
          if (screen !== undefined) expect(checkout.screen).to.equal(screen);
          checkout.finishAnimations();
          await expect(checkout.element).to.be.accessible();
        });
});
