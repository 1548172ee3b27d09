/** Whatever the element stands in: it takes a width that can be used, and no more than there is. */
import { expect } from "@open-wc/testing";
import type { Checkout } from "../support/harness.ts";
import { CART, open, withRelay } from "../support/harness.ts";
import { resize } from "../support/viewport.ts";

/** The parent's style, and the element's own. */
type Styles = readonly [parent: string, own?: string];

const PARENTS: Readonly<Record<string, Styles>> = {
  block: [""],
  "flex row": ["display: flex"],
  "flex row, centred": ["display: flex; justify-content: center"],
  "flex row, grown": ["display: flex", "flex: 1"],
  "flex row, not shrunk": ["display: flex; flex-wrap: wrap"],
  "flex column, centred": [
    "display: flex; flex-direction: column; align-items: center",
  ],
  "flex column, at the start": [
    "display: flex; flex-direction: column; align-items: flex-start",
  ],
  "inline flex": ["display: inline-flex"],
  grid: ["display: grid"],
  "grid, centred": ["display: grid; place-items: center"],
  "grid, 1fr": ["display: grid; grid-template-columns: 1fr"],
  "grid, auto": ["display: grid; grid-template-columns: auto"],
  "inline grid": ["display: inline-grid"],
  "inline block": ["display: inline-block"],
  "float, left": ["float: left"],
  "float, right": ["float: right"],
  "fit-content": ["width: fit-content"],
  "max-content": ["width: max-content; max-width: 100%"],
  absolute: ["position: absolute; left: 0; top: 0"],
  fixed: ["position: fixed; right: 0; top: 0"],
  "table cell": ["display: table-cell"],
  table: ["display: table"],
  "no wrapping": [
    "display: inline-block; white-space: nowrap; font-size: 40px",
  ],
  "indented, no room between words": [
    "display: inline-block; text-indent: 80px; word-spacing: 0; letter-spacing: 3px",
  ],
  "itself an inline block": ["", "display: inline-block"],
  "itself a float": ["", "float: left"],
  "itself absolute": ["position: relative", "position: absolute"],
  "itself fit-content": ["", "width: fit-content"],
  "itself in the middle of a flex row": ["display: flex", "margin: 0 auto"],
};
/** These ask for the least that is possible. */
const LEAST: Readonly<Record<string, Styles>> = {
  "min-content": ["width: min-content"],
  "grid, min-content": ["display: grid; grid-template-columns: min-content"],
  "table cell beside a wide one": ["display: table-cell; width: 1px"],
  "itself min-content": ["", "width: min-content"],
};
/** These have a width of their own. */
const GIVEN: Readonly<Record<string, Styles>> = {
  flex: ["display: flex; width: 200px"],
  "inline flex": ["display: inline-flex; width: 200px"],
  grid: ["display: grid; width: 200px"],
  "grid, fixed": ["display: grid; grid-template-columns: 200px; width: 200px"],
  block: ["width: 200px"],
  "float, itself": ["width: 200px", "float: left"],
  "inline block, itself": ["width: 200px", "display: inline-block"],
};
/** A table grows with what is in it, as it does with every other. */
const GROWING = /table|max-content/;

describe("an element", () => {
  withRelay();
  const place = document.createElement("div");
  beforeEach(() => {
    document.body.style.margin = "8px";
  });
  afterEach(async () => {
    place.remove();
    document.body.removeAttribute("style");
    await resize(800);
  });

  async function put(
    [parentStyle, style = ""]: Styles,
    placeStyle = "",
  ): Promise<Checkout> {
    const parent = document.createElement("div");
    parent.style.cssText = parentStyle;
    place.style.cssText = placeStyle;
    place.replaceChildren(parent);
    document.body.append(place);
    const checkout = open({ cart: CART, style });
    parent.append(checkout.element);
    return checkout.on("review");
  }
  const width = (checkout: Checkout): number =>
    checkout.find(".root").getBoundingClientRect().width;
  const expectNoOverflow = (checkout: Checkout): void => {
    const { scrollWidth, clientWidth } = document.documentElement;
    expect(scrollWidth, "the page").to.be.at.most(clientWidth);
    const main = checkout.find(".main");
    expect(main.scrollWidth, "the screen").to.be.at.most(main.clientWidth);
  };

  for (const [what, styles] of Object.entries({ ...PARENTS, ...LEAST }))
    for (const wanted of [320, 800])
      it(`has a width in: ${what}, ${wanted} px`, async () => {
        const viewport = await resize(wanted);
        const checkout = await put(styles);
        expect(width(checkout)).to.be.at.least(280).and.at.most(viewport);
        expectNoOverflow(checkout);
      });

  for (const [what, styles] of Object.entries(PARENTS))
    if (!GROWING.test(what))
      it(`does not grow out of 200 px: ${what}`, async () => {
        const [parent, own = ""] = styles;
        const checkout = await put(
          [`${parent}; max-width: 200px`, own],
          "width: 200px; position: relative",
        );
        expect(width(checkout)).to.be.within(180, 200);
      });

  for (const [what, styles] of Object.entries(GIVEN))
    it(`fills 200 px where they are given: ${what}`, async () => {
      const checkout = await put(styles);
      expect(width(checkout)).to.equal(200);
      expectNoOverflow(checkout);
    });
});
