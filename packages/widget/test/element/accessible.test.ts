import { expect } from "@open-wc/testing";
import { SCREENS } from "../../src/state/checkout-state.ts";
import { SCENES } from "../gallery/scenes.ts";
import { withRelay } from "../support/harness.ts";
import { showScene } from "../support/show-scene.ts";

/** The screen a scene ends on, where its name does not say it. */
const screenOf = (scene: string): string | undefined =>
  SCREENS.find((screen) => scene.split("-")[0] === screen);

describe("every screen", () => {
  const it_ = withRelay();
  for (const theme of ["light", "dark"])
    for (const [name, scene] of Object.entries(SCENES))
      for (const locale of theme === "light" ? ["en", "sw"] : ["en"])
        it(`${name} is accessible, ${theme}, in ${locale}`, async () => {
          const look = { theme, locale };
          const checkout = await showScene(it_.relay, name, scene, look);
          const screen = screenOf(name);
          if (screen !== undefined) expect(checkout.screen).to.equal(screen);
          await expect(checkout.element).to.be.accessible();
        });
});
