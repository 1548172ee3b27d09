import { expect } from "@open-wc/testing";
import { SCENES } from "../gallery/scenes.ts";
import { withRelay } from "../support/harness.ts";
import { showScene } from "../support/show-scene.ts";

describe("every screen", () => {
  const it_ = withRelay();
  for (const theme of ["light", "dark"])
    for (const name of Object.keys(SCENES))
      for (const locale of theme === "light" ? ["en", "ar"] : ["sw"])
        it(`${name} is accessible, ${theme}, in ${locale}`, async () => {
          const look = { theme, locale };
          const checkout = await showScene(it_.relay, name, look);
          if (name !== "loading")
            await checkout.until(() => checkout.has("select"), "the languages");
          await expect(checkout.element).to.be.accessible();
          for (const button of checkout.buttons()) {
            if (!button.checkVisibility()) continue;
            // Room for a thumb.
            const { width, height } = button.getBoundingClientRect();
            const room = Math.min(width, height);
            expect(room, button.textContent).to.be.at.least(44);
          }
        });
});
