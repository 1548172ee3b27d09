/**
 * Pictures of screens, as shoppers see them, compared with `test/snapshots/`. They are used in the docs, too.
 * `npm run snapshots -- --update` takes them anew. Another Chromium or other fonts draw other pixels: there the pictures
 * are not compared, and the log says so.
 */
import { expect } from "@open-wc/testing";
import { executeServerCommand, setViewport } from "@web/test-runner-commands";
import { atRest, loadLateFiles } from "./support/at-rest.ts";
import { withFrozenTime } from "./support/frozen-time.ts";
import { withRelay } from "./support/harness.ts";
import { showScene } from "./support/show-scene.ts";

interface Picture {
  readonly compared: boolean;
  readonly wrong: string;
  readonly madeBy?: unknown;
  readonly drawn?: unknown;
}

const SCENES = [
  ...["review", "method", "method-all", "method-wrong", "waiting"],
  ...["waiting-paybill", "redirecting", "unconfirmed", "succeeded"],
  ...["failed", "link-open", "unavailable"],
  ...["method-part-paid", "method-deposit"],
];
const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];
/** Those that are laid out in two columns in different ways. */
const WIDE = /^(review|method-all|waiting-paybill|succeeded)$/;
const THEME = /^## (.+)$[^]*?```css\nmalipo-checkout \{([^}]*)\}/gm;
const fetchReal = fetch;
const USUAL = { width: 800, height: 600 };

describe("pictures", function () {
  this.timeout(20_000);
  const it_ = withRelay();
  withFrozenTime();
  before(loadLateFiles);
  let odd: Picture | null = null;
  const page = document.createElement("style");
  before(() => {
    page.textContent =
      "html { color-scheme: light; background: #e9edeb } html.dark { color-scheme: dark; background: #0b0f0d } body { margin: 0 } malipo-checkout { margin: 12px } #mocha { display: none }";
    document.head.append(page);
  });
  afterEach(() => {
    document.documentElement.className = "";
  });
  after(async () => {
    page.remove();
    await setViewport(USUAL);
    if (odd)
      console.warn(
        `Pictures are not compared: they were made by ${JSON.stringify(odd.madeBy)}, this is ${JSON.stringify(odd.drawn)}.`,
      );
  });

  const compare = async (name: string): Promise<void> => {
    await document.fonts.ready;
    const picture = await executeServerCommand<Picture, string>(
      "picture",
      name,
    );
    if (!picture.compared) odd = picture;
    expect(picture.wrong, name).to.equal("");
  };

  for (const scene of SCENES)
    it(`of ${scene}`, async () => {
      for (const size of SIZES) {
        if (size.width > 360 && !WIDE.test(scene)) continue;
        await setViewport(size);
        const checkout = await showScene(it_.relay, scene, {});
        (checkout.root.activeElement as HTMLElement | null)?.blur();
        scrollTo(0, 0);
        await atRest(checkout);
        await compare(`${scene}-${size.width}.png`);
        checkout.element.remove();
        localStorage.clear();
      }
    });

  it("of the themes in docs/themes.md, where nothing is hard to read", async () => {
    await setViewport({ width: 360, height: 732 });
    const guide = await (await fetchReal("/docs/themes.md")).text();
    const themes = [...guide.matchAll(THEME)];
    expect(themes).to.have.length(4);
    for (const [, title = "", style = ""] of themes) {
      const checkout = await showScene(it_.relay, "method", { style });
      for (const scheme of ["light", "dark"]) {
        document.documentElement.className = scheme;
        await atRest(checkout);
        await compare(`themes/${title.toLowerCase()}-${scheme}.png`);
        await expect(checkout.element).to.be.accessible();
      }
      checkout.element.remove();
    }
  });
});
