/** What the page's own text inherits stays outside. */
import { expect } from "@open-wc/testing";
import type { Checkout } from "../support/harness.ts";
import { CART, open, toMethod, withRelay } from "../support/harness.ts";

/** Every inherited property of text that Chromium, Firefox or WebKit has, with a value that is nobody's initial one. */
const INHERITED: Readonly<Record<string, string>> = {
  "-webkit-hyphenate-character": '"="',
  "-webkit-line-break": "after-white-space",
  "-webkit-print-color-adjust": "exact",
  "-webkit-rtl-ordering": "visual",
  "-webkit-tap-highlight-color": "red",
  "-webkit-text-fill-color": "red",
  "-webkit-text-security": "disc",
  "-webkit-text-stroke-color": "red",
  "-webkit-text-stroke-width": "3px",
  "-webkit-user-modify": "read-write",
  "-webkit-user-select": "none",
  "accent-color": "red",
  "border-collapse": "collapse",
  "border-spacing": "9px",
  "caption-side": "bottom",
  "caret-color": "red",
  color: "red",
  cursor: "crosshair",
  direction: "rtl",
  "dominant-baseline": "hanging",
  "empty-cells": "hide",
  fill: "red",
  "font-family": "monospace",
  "font-feature-settings": '"smcp"',
  "font-kerning": "none",
  "font-optical-sizing": "none",
  "font-palette": "dark",
  "font-size": "31px",
  "font-size-adjust": "0.9",
  "font-stretch": "50%",
  "font-style": "italic",
  "font-synthesis-weight": "none",
  "font-variant-alternates": "historical-forms",
  "font-variant-caps": "small-caps",
  "font-variant-east-asian": "ruby",
  "font-variant-ligatures": "none",
  "font-variant-numeric": "oldstyle-nums",
  "font-variant-position": "super",
  "font-variation-settings": '"wght" 900',
  "font-weight": "900",
  "hanging-punctuation": "first",
  "hyphenate-character": '"="',
  "hyphenate-limit-chars": "5 2 2",
  hyphens: "auto",
  "image-rendering": "pixelated",
  "letter-spacing": "7px",
  "line-break": "anywhere",
  "line-height": "90px",
  "list-style-position": "inside",
  "list-style-type": "square",
  orphans: "5",
  "overflow-wrap": "anywhere",
  "paint-order": "stroke",
  quotes: '"<" ">"',
  "ruby-align": "start",
  "ruby-position": "under",
  stroke: "red",
  "stroke-width": "9px",
  "tab-size": "1",
  "text-align": "right",
  "text-align-last": "center",
  "text-anchor": "end",
  "text-autospace": "normal",
  "text-combine-upright": "all",
  "text-emphasis-color": "red",
  "text-emphasis-style": "dot",
  "text-indent": "50px",
  "text-justify": "none",
  "text-orientation": "upright",
  "text-rendering": "optimizelegibility",
  "text-shadow": "red 1px 1px 1px",
  "text-size-adjust": "200%",
  "text-spacing-trim": "space-all",
  "text-transform": "uppercase",
  "text-underline-offset": "9px",
  "text-underline-position": "under",
  "text-wrap-mode": "nowrap",
  "text-wrap-style": "pretty",
  "user-select": "none",
  "white-space": "nowrap",
  "white-space-collapse": "preserve",
  widows: "5",
  "word-break": "break-all",
  "word-spacing": "9px",
  "writing-mode": "vertical-rl",
};
const ELEMENTS =
  ".root, .root header strong, .main, .main h2, .main p, .main label, .main input, .main button, .main small, .main li, .summary strong, .unseen";

describe("a page's own text", () => {
  const it_ = withRelay();
  const style = document.createElement("style");
  const html = document.documentElement;
  before(() => {
    document.head.append(style);
  });
  after(() => {
    style.remove();
  });
  afterEach(() => {
    style.textContent = "";
    html.removeAttribute("dir");
  });

  /** Everything that can be seen of the text, and how much room it takes. */
  const look = (checkout: Checkout): Record<string, string>[] =>
    [...checkout.root.querySelectorAll(ELEMENTS)].map((element) => {
      const computed = getComputedStyle(element);
      const { width, height } = element.getBoundingClientRect();
      const seen: Record<string, string> = {
        element: `${element.localName}.${element.className}`,
        room: `${width.toFixed(1)} x ${height.toFixed(1)}`,
      };
      for (const name of Object.keys(INHERITED))
        seen[name] = computed.getPropertyValue(name);
      return seen;
    });
  const settled = async (): Promise<Checkout> => {
    const checkout = await toMethod();
    checkout.finishAnimations();
    checkout.element.style.display = "block";
    checkout.element.style.width = "600px";
    return checkout;
  };

  const RULES: Readonly<Record<string, (rule: string) => string>> = {
    "on its body": (rule) => `body { ${rule} }`,
    "on its body, !important": (rule) => `body { ${rule} !important }`,
    "on everything": (rule) => `* { ${rule} }`,
    "on everything, !important": (rule) => `* { ${rule} !important }`,
    "on the element": (rule) => `malipo-checkout { ${rule} }`,
  };
  for (const [where, ruleOf] of Object.entries(RULES))
    it(`inherits what we don't, ${where}`, async () => {
      const checkout = await settled();
      const before = look(checkout);
      expect(before.length).to.be.greaterThan(10);
      const crossed: string[] = [];
      for (const [name, value] of Object.entries(INHERITED)) {
        style.textContent = ruleOf(`${name}: ${value}`);
        const after = look(checkout);
        for (const [index, seen] of before.entries())
          for (const [what, was] of Object.entries(seen))
            if (after[index]?.[what] !== was)
              crossed.push(
                `${name}: ${seen["element"] ?? ""} has ${what} ${after[index]?.[what] ?? ""}, not ${was}`,
              );
      }
      expect(crossed).to.deep.equal([]);
    });

  it("may run from right to left", async () => {
    const checkout = await settled();
    const before = look(checkout);
    html.dir = "rtl";
    expect(look(checkout)).to.deep.equal(before);
  });

  it("has our dialog read as it does elsewhere", async () => {
    style.textContent =
      "* { letter-spacing: 7px !important; text-transform: uppercase !important; direction: rtl !important }";
    const checkout = open({ cart: CART, mode: "dialog" });
    checkout.element.open();
    await checkout.on("review");
    expect(checkout.dialog.open).to.equal(true);
    const { letterSpacing, textTransform, direction, display } =
      getComputedStyle(checkout.find(".main h2"));
    expect({ letterSpacing, textTransform, direction, display }).to.deep.equal({
      letterSpacing: "normal",
      textTransform: "none",
      direction: "ltr",
      display: "block",
    });
    expect(getComputedStyle(checkout.dialog).position).to.equal("fixed");
    expect(it_.relay.seen).to.have.length(1);
  });

  it("hides us and makes us untouchable where it hides and locks the rest", async () => {
    const checkout = await settled();
    style.textContent = "body { visibility: hidden; pointer-events: none }";
    const { visibility, pointerEvents } = getComputedStyle(
      checkout.find(".main h2"),
    );
    expect([visibility, pointerEvents]).to.deep.equal(["hidden", "none"]);
  });

  it("sets our custom properties", async () => {
    const checkout = await settled();
    style.textContent =
      "body { --malipo-font: monospace; --malipo-font-size: 20px; --malipo-text: rgb(1, 2, 3) }";
    const { fontFamily, fontSize, color } = getComputedStyle(
      checkout.find(".main"),
    );
    expect([fontFamily, fontSize, color]).to.deep.equal([
      "monospace",
      "20px",
      "rgb(1, 2, 3)",
    ]);
  });
});
