/** The dialog on any page: its size, its header and its way out. */
import { expect } from "@open-wc/testing";
import { setViewport } from "@web/test-runner-commands";
import { withRelay } from "../support/harness.ts";
import { showScene } from "../support/show-scene.ts";

describe("a dialog", () => {
  const it_ = withRelay();
  afterEach(() => setViewport({ width: 800, height: 600 }));

  for (const width of [320, 360, 768, 1280])
    for (const scene of ["idle", "review", "succeeded"])
      it(`does not scroll further than its card: ${scene}, ${width} px`, async () => {
        await setViewport({ width, height: 1200 });
        const look = { mode: "dialog" };
        const checkout = await showScene(it_.relay, scene, look);
        const { dialog } = checkout;
        expect(dialog.scrollWidth, "width").to.equal(dialog.clientWidth);
        expect(dialog.scrollHeight, "height").to.equal(dialog.clientHeight);
      });

  it("keeps its header and its way out in sight", async () => {
    await setViewport({ width: 360, height: 500 });
    const look = { mode: "dialog" };
    const checkout = await showScene(it_.relay, "waiting", look);
    const { dialog } = checkout;
    dialog.scrollTop = 300;
    expect(dialog.scrollTop).to.equal(300);
    const { top } = dialog.getBoundingClientRect();
    const button = checkout.button("Close").getBoundingClientRect();
    expect(button.top).to.be.within(top, top + 64);
  });
});
