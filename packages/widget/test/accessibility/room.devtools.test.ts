/**
 * Room on every screen: 320 px (400 % of 1280, WCAG 1.4.10), wider text spacing (1.4.12), targets (2.5.8), no motion where
 * it is not wanted, and forced colours.
 */
import { expect } from "@open-wc/testing";
import { emulateMedia, setViewport } from "@web/test-runner-commands";
import { SCENES } from "../gallery/scenes.ts";
import type { Checkout } from "../support/harness.ts";
import { withRelay } from "../support/harness.ts";
import { showScene } from "../support/show-scene.ts";

const NARROW = { width: 320, height: 640 };
const WIDE = { width: 800, height: 600 };
/** Of the least that WCAG 2.5.8 asks for. */
const TARGET = 24;

const SPACING = new CSSStyleSheet();
SPACING.replaceSync(
  "* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important } p { margin-bottom: 2em !important }",
);

const isShown = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true }) &&
  element.closest(".unseen, .absent, svg") === null;

/** What sticks out of the card, or out of its own box where that cuts it. */
function sticksOut({ root }: Checkout): string[] {
  const card = root.querySelector(".root")?.getBoundingClientRect();
  if (!card) return ["no card"];
  return [...root.querySelectorAll(".root *")].filter(isShown).flatMap((it) => {
    const { left, right, width } = it.getBoundingClientRect();
    const cut =
      it.scrollWidth > it.clientWidth + 1 &&
      it.clientWidth > 0 &&
      getComputedStyle(it).overflowX !== "visible" &&
      !(it instanceof HTMLInputElement);
    return width > 0 &&
      (left < card.left - 0.5 || right > card.right + 0.5 || cut)
      ? [`${it.localName}.${it.className} "${it.textContent.trim()}"`]
      : [];
  });
}

/** What can be pressed, with its label where that can be pressed too. */
function smallTargets(checkout: Checkout): string[] {
  return checkout
    .all("a, button, input, select, summary")
    .filter(isShown)
    .flatMap((control) => {
      const target = control.closest("label") ?? control;
      const { width, height } = target.getBoundingClientRect();
      return Math.min(width, height) < TARGET
        ? [`${control.textContent.trim()} ${width} x ${height}`]
        : [];
    });
}

/** What lies under something else when it has the focus (WCAG 2.4.11). */
function hiddenInFocus(checkout: Checkout): string[] {
  const { root } = checkout;
  return checkout
    .all("a, button, input, select, summary")
    .filter(isShown)
    .flatMap((control) => {
      control.focus();
      if (root.activeElement !== control) return [];
      const { x, y, width, height } = control.getBoundingClientRect();
      const hit = root.elementFromPoint(x + width / 2, y + height / 2);
      return hit && (control.contains(hit) || hit.contains(control))
        ? []
        : [
            `${control.textContent.trim()} under ${hit?.outerHTML ?? "nothing"}`,
          ];
    });
}

describe("room", () => {
  const it_ = withRelay();
  before(async () => {
    await setViewport(NARROW);
    await emulateMedia({ reducedMotion: "reduce" });
  });
  after(async () => {
    await setViewport(WIDE);
    await emulateMedia({ reducedMotion: "no-preference" });
  });

  for (const name of Object.keys(SCENES))
    it(`on ${name}: nothing sticks out, is covered, is too small to press, or moves`, async () => {
      const checkout = await showScene(it_.relay, name, {});
      const page = document.documentElement;
      expect(checkout.root.getAnimations()).to.deep.equal([]);
      expect(smallTargets(checkout)).to.deep.equal([]);
      expect(hiddenInFocus(checkout)).to.deep.equal([]);
      expect(sticksOut(checkout)).to.deep.equal([]);
      checkout.root.adoptedStyleSheets.push(SPACING);
      expect(sticksOut(checkout), "with text spacing").to.deep.equal([]);
      expect(page.scrollWidth).to.equal(page.clientWidth);
    });
});

describe("forced colours", () => {
  const it_ = withRelay();
  before(() => emulateMedia({ forcedColors: "active" }));
  after(() => emulateMedia({ forcedColors: "none" }));

  const borderOf = (element: Element): string => {
    const { borderTopStyle, borderTopWidth } = getComputedStyle(element);
    return `${borderTopWidth} ${borderTopStyle}`;
  };

  it("are what this browser shows", () => {
    expect(matchMedia("(forced-colors: active)").matches).to.equal(true);
  });

  it("leave the chosen, the other and the unavailable method apart", async () => {
    const checkout = await showScene(it_.relay, "method-all", {});
    const borders = ["chosen", "other", "unavailable"].map((which) =>
      borderOf(
        checkout.find(
          {
            chosen: ".method:has(:checked)",
            other: ".method:not(:has(:checked, :disabled))",
            unavailable: ".method:has(:disabled)",
          }[which] ?? "",
        ),
      ),
    );
    expect(borders).to.deep.equal(["2px solid", "1px solid", "1px dashed"]);
  });

  it("leave buttons, fields and the focus an edge", async () => {
    const checkout = await showScene(it_.relay, "method", {});
    expect(borderOf(checkout.find(".primary"))).to.equal("2px solid");
    expect(borderOf(checkout.find("#phone"))).to.equal("1px solid");
    await checkout.type("123");
    expect(borderOf(checkout.find("#phone"))).to.equal("2px solid");
    checkout.input().focus();
    const { outlineStyle, outlineWidth } = getComputedStyle(checkout.input());
    expect([outlineStyle, outlineWidth]).to.deep.equal(["solid", "3px"]);
  });

  it("leave badges and notices an edge, and what moves its colours", async () => {
    let checkout = await showScene(it_.relay, "overpaid", {});
    expect(borderOf(checkout.find(".badge"))).to.equal("2px solid");
    expect(borderOf(checkout.find(".notice"))).to.equal("2px solid");
    checkout.element.remove();
    checkout = await showScene(it_.relay, "confirming", {});
    const { borderTopColor, borderLeftColor } = getComputedStyle(
      checkout.find(".spinner"),
    );
    expect(borderTopColor).to.not.equal(borderLeftColor);
    checkout.element.remove();
    checkout = await showScene(it_.relay, "waiting", {});
    const [track, bar] = checkout
      .all(".ring circle")
      .map((circle) => getComputedStyle(circle).stroke);
    expect(bar).to.not.equal(track);
    const drawing = getComputedStyle(
      checkout.find(".ring svg:not(:first-child)"),
    );
    expect(drawing.color).to.equal(getComputedStyle(checkout.find("h2")).color);
  });
});
