/** Pages whose styles and modes are hostile: what is drawn is what is drawn anywhere. */
import { expect } from "@open-wc/testing";
import type { Checkout } from "../support/harness.ts";
import { CART, open, withRelay } from "../support/harness.ts";
import { showScene } from "../support/show-scene.ts";
import { resize } from "../support/viewport.ts";

const PIECES =
  ".root, .main, h2, .line, .row strong, small, button, .foot, input, fieldset, label, ol, li, dl, dd";

/** What each piece looks like, and how much room it takes. */
const look = (root: ParentNode): string[] =>
  [...root.querySelectorAll(PIECES)].map((piece) => {
    const { display, padding, margin, font, position, opacity, cssFloat } =
      getComputedStyle(piece);
    const { width, height } = piece.getBoundingClientRect();
    const room = `${width.toFixed(0)} x ${height.toFixed(0)}`;
    return [
      piece.localName,
      ...[room, display, padding, margin, font, position, opacity, cssFloat],
    ].join(" | ");
  });

/** WebKit tells boxes in a zoomed element in that element's pixels. */
function boxOf(element: Element, zoomed: HTMLElement): readonly number[] {
  const probe = document.createElement("div");
  probe.style.cssText = "width: 100px; zoom: 2";
  document.body.append(probe);
  const isPlain = probe.getBoundingClientRect().width === 100;
  probe.remove();
  const zoom = isPlain ? Number(getComputedStyle(zoomed).zoom) : 1;
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return [left, top, right, bottom].map((edge) => edge * zoom);
}

describe("on a page whose styles are hostile", () => {
  const it_ = withRelay();
  const style = document.createElement("style");
  const place = document.createElement("div");
  const cover = document.createElement("div");
  beforeEach(() => {
    document.head.append(style);
    document.body.append(place);
  });
  afterEach(async () => {
    style.remove();
    style.textContent = "";
    place.remove();
    place.replaceChildren();
    place.removeAttribute("style");
    cover.remove();
    await resize(800);
  });

  const RULES: Readonly<Record<string, string>> = {
    "a reset":
      "html, body, div, span, h1, h2, p, ul, ol, li, dl, dt, dd, form, fieldset, label, input, button, section, header, footer, strong, small { margin: 0; padding: 0; border: 0; font: inherit; list-style: none; vertical-align: baseline }",
    "a reset of everything": "* { all: unset }",
    "all: unset on the element": "malipo-checkout { all: unset !important }",
    "all: revert on everything": "* { all: revert !important }",
    "sizes of everything":
      "*, ::before, ::after { margin: 7px !important; padding: 9px !important; border: 4px solid red !important; min-height: 40px !important; line-height: 3 !important; font-size: 30px !important }",
    "looks of everything":
      "* { display: block !important; float: none !important; position: relative !important; color: red !important; background: lime !important; box-shadow: 0 0 9px !important; transition: all 9s !important; animation: none !important; text-shadow: 2px 2px red !important; border-radius: 0 !important }",
    "the page's own classes by our names":
      ".root, .main, .button, .primary, .foot, .line, .row, .field, .method, .notice { display: none !important }",
    "the page's own elements":
      "button, input, h2, dialog, form, label, data, svg, section, header { display: none !important; position: fixed !important; width: 9px !important }",
    "a root font of 62.5 %": "html { font-size: 62.5% !important }",
    "a root font of 300 %": "html { font-size: 300% !important }",
    "a box of its own for each":
      "* { contain: layout style !important; isolation: isolate !important; will-change: transform !important }",
  };
  for (const [what, rule] of Object.entries(RULES))
    for (const scene of ["review", "method", "waiting-paybill", "succeeded"])
      it(`${what}: the scene ${scene} is as it is elsewhere`, async () => {
        const css =
          "width: 600px; display: block; margin: 0; padding: 0; border: 0";
        place.style.cssText = "width: 600px";
        const checkout = await showScene(
          it_.relay,
          scene,
          { style: css },
          "",
          place,
        );
        // The page may give the element margins of its own: what is in it is ours.
        const { element } = checkout;
        for (const name of ["width", "display", "margin", "padding", "border"])
          element.style.setProperty(
            name,
            element.style.getPropertyValue(name),
            "important",
          );
        const before = look(checkout.root);
        expect(before.length).to.be.above(8);
        style.textContent = rule;
        await element.updateComplete;
        const { width } = checkout.find(".root").getBoundingClientRect();
        expect(look(checkout.root)).to.deep.equal(before);
        expect(width).to.equal(600);
      });

  const PARENTS: Readonly<Record<string, string>> = {
    transformed: "transform: scale(0.5) rotate(5deg)",
    filtered: "filter: blur(1px)",
    "seen through": "opacity: 0.2",
    "in perspective": "perspective: 100px; transform-style: preserve-3d",
    contained: "contain: strict; height: 20px; width: 20px",
    "a size container": "container-type: size; height: 20px",
    "cut off": "overflow: hidden; width: 10px; height: 10px",
    clipped: "clip-path: circle(5px)",
    "behind the page": "position: relative; z-index: -1",
    "fixed and small": "position: fixed; width: 40px; height: 40px; top: 0",
    "about to change": "will-change: transform, filter",
    "with a backdrop filter": "backdrop-filter: blur(2px)",
    "from right to left": "direction: rtl",
    "in columns": "columns: 3",
    zoomed: "zoom: 1.5",
    "zoomed out": "zoom: 0.5",
  };
  for (const [what, parent] of Object.entries(PARENTS))
    for (const width of [360, 1280])
      it(`the dialog covers the page: its parent is ${what}, ${width} px`, async () => {
        await resize(width, 700);
        place.style.cssText = parent;
        cover.style.cssText =
          "position: fixed; inset: 0; z-index: 2147483647; background: red";
        document.body.append(cover);
        const checkout = open({ cart: CART, mode: "dialog" }, "", place);
        checkout.element.open();
        await checkout.on("review");
        checkout.finishAnimations();
        const [left = NaN, top = NaN, right = NaN, bottom = NaN] = boxOf(
          checkout.dialog,
          place,
        );
        expect(Math.round(left), "left").to.be.at.least(0);
        expect(Math.round(right), "right").to.be.at.most(innerWidth);
        expect(Math.round(bottom), "bottom").to.be.at.most(innerHeight);
        expect(Math.round(top), "top").to.be.at.least(0);
        for (const [x, y] of [
          [1, 1],
          [innerWidth - 2, 1],
          [(left + right) / 2, (top + bottom) / 2],
        ] as const)
          expect(document.elementFromPoint(x, y)).to.equal(checkout.element);
      });

  for (const width of [
    200, 240, 299, 300, 479, 480, 519, 520, 719, 720, 960, 1200, 1600,
  ])
    it(`nothing is wider than its container of ${width} px`, async () => {
      await resize(1700, 800);
      for (const scene of [
        "review",
        "method-all",
        "waiting-paybill",
        "succeeded",
        "link-open",
      ]) {
        const checkout = await showScene(
          it_.relay,
          scene,
          { style: `width: ${width}px; max-width: none` },
          "",
          place,
        );
        expectNoOverflow(checkout, scene);
        checkout.element.remove();
        for (const key of Object.keys(localStorage))
          localStorage.removeItem(key);
      }
    });
  function expectNoOverflow(checkout: Checkout, scene: string): void {
    const root = checkout.find(".root").getBoundingClientRect();
    for (const piece of checkout.all(".main *:not(.unseen, svg *)")) {
      const { left, right, width } = piece.getBoundingClientRect();
      if (!width) continue;
      expect(right, `${scene}: ${piece.outerHTML}`).to.be.at.most(
        root.right + 1,
      );
      expect(left, `${scene}: ${piece.outerHTML}`).to.be.at.least(
        root.left - 1,
      );
    }
  }

  it("an old doctype changes nothing", async () => {
    const looks: string[][] = [];
    for (const doctype of [
      "<!doctype html>",
      "",
      '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">',
      '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">',
    ]) {
      const frame = document.createElement("iframe");
      frame.style.cssText = "width: 500px; height: 600px";
      // A page of `srcdoc` is never in quirks mode.
      const text = `${doctype}<table><tr><td><table align="center" width="460"><tr><td><main></main></td></tr></table></td></tr></table>`;
      frame.src = URL.createObjectURL(new Blob([text], { type: "text/html" }));
      const loaded = new Promise((done) => {
        frame.addEventListener("load", done, { once: true });
      });
      place.append(frame);
      await loaded;
      URL.revokeObjectURL(frame.src);
      const page = frame.contentDocument;
      const main = page?.querySelector("main");
      if (!page || !main) throw new Error("no page");
      const checkout = open({ cart: CART });
      await checkout.on("review");
      // The file about the page around the element has loaded: it gives it its style there.
      await checkout.until(() => checkout.has("select"), "the late files");
      main.append(checkout.element);
      await checkout.until(
        () => checkout.root.adoptedStyleSheets.length > 0,
        "its style",
      );
      await checkout.on("review");
      checkout.finishAnimations();
      looks.push([
        `${page.compatMode === "BackCompat"}`,
        ...look(checkout.root),
      ]);
      checkout.element.remove();
      frame.remove();
    }
    const [[, ...standards] = [], ...old] = looks;
    expect(old.map(([mode]) => mode)).to.include("true");
    for (const [, ...seen] of old) expect(seen).to.deep.equal(standards);
  });
});
