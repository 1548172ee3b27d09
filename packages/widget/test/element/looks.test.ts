/** The page's colour scheme, accents of any colour, the shop's own words, and heading levels. */
import { expect } from "@open-wc/testing";
import type { Checkout } from "../support/harness.ts";
import { CART, open, toMethod, withRelay } from "../support/harness.ts";
import { showScene } from "../support/show-scene.ts";

/** Relative luminance (WCAG 2.2) of a computed colour, by the browser's own conversion. */
function luminance(colour: string): number {
  const probe = document.createElement("i");
  probe.style.color = `color-mix(in xyz-d65, ${colour}, ${colour})`;
  document.body.append(probe);
  const computed = getComputedStyle(probe).color;
  probe.remove();
  const [, , y] = /color\(xyz(?:-d65)? (\S+) (\S+)/.exec(computed) ?? [];
  return Number(y);
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort(
    (a, b) => a - b,
  );
  return (light + 0.05) / (dark + 0.05);
}

describe("the theme", () => {
  withRelay();
  const { style } = document.documentElement;
  afterEach(() => {
    style.colorScheme = "";
  });
  const background = ({ root }: Checkout): string => {
    const card = root.querySelector(".root");
    return card ? getComputedStyle(card).backgroundColor : "";
  };
  const LIGHT = "rgb(255, 255, 255)";
  const DARK = "rgb(20, 26, 23)";

  const TABLE: readonly (readonly [
    page: string,
    theme: string | null,
    is: string,
  ])[] = [
    ["", null, LIGHT],
    ["", "auto", LIGHT],
    ["normal", "auto", LIGHT],
    ["light", "auto", LIGHT],
    ["dark", "auto", DARK],
    ["dark", null, DARK],
    ["only dark", "auto", DARK],
    ["dark", "light", LIGHT],
    ["light", "dark", DARK],
    ["dark", "blue", LIGHT],
  ];
  for (const [page, theme, is] of TABLE)
    it(`of a page with color-scheme "${page}" and theme ${theme ?? "unset"}`, async () => {
      style.colorScheme = page;
      const checkout = open({ cart: CART, ...(theme && { theme }) });
      await checkout.on("review");
      expect(background(checkout)).to.equal(is);
    });

  it("follows the page, also where only a part of it is dark, in a dialog too", async () => {
    const checkout = open({ cart: CART, mode: "dialog" });
    checkout.element.open();
    await checkout.on("review");
    expect(background(checkout)).to.equal(LIGHT);
    checkout.element.style.colorScheme = "dark";
    expect(background(checkout)).to.equal(DARK);
    style.colorScheme = "dark";
    checkout.element.style.colorScheme = "";
    expect(background(checkout)).to.equal(DARK);
  });
});

describe("an accent", () => {
  const it_ = withRelay();
  const ACCENTS = [
    "yellow",
    "white",
    "black",
    "#808080",
    "#777",
    "red",
    "currentColor",
    "currentcolor",
    "transparent",
    "rgb(0 90 200 / 0.3)",
    "oklch(0.7 0.4 140)",
    "hsl(200 100% 50%)",
  ];
  const GROUNDS = [
    { theme: "light", more: "" },
    { theme: "dark", more: "" },
    { theme: "light", more: "--malipo-background: navy; --malipo-text: #fff" },
    { theme: "light", more: "--malipo-background: gold; --malipo-text: #000" },
    { theme: "dark", more: "--malipo-on-accent: #888" },
  ];
  for (const { theme, more } of GROUNDS)
    it(`can be read and seen, whatever it is, ${theme} ${more}`, async () => {
      const checkout = await showScene(it_.relay, "method", { theme });
      const look = (selector: string): CSSStyleDeclaration =>
        getComputedStyle(checkout.find(selector));
      checkout.find(".quiet").focus();
      for (const accent of ACCENTS) {
        checkout.element.style.cssText = `--malipo-accent: ${accent}; ${more}`;
        checkout.finishAnimations();
        const card = look(".root").backgroundColor;
        const primary = look(".primary");
        const monogram = look("header b");
        const ratios = {
          text: contrast(primary.color, primary.backgroundColor),
          monogram: contrast(monogram.color, monogram.backgroundColor),
          link: contrast(look(".quiet").color, card),
        };
        for (const [what, ratio] of Object.entries(ratios))
          expect(ratio, `${what} of ${accent}`).to.be.at.least(4.5);
        const edges = {
          button: primary.borderTopColor,
          chosen: look(".method:has(:checked)").borderTopColor,
          focus: look(".quiet").outlineColor,
        };
        for (const [what, edge] of Object.entries(edges))
          expect(
            contrast(edge, card),
            `edge of ${what} of ${accent}`,
          ).to.be.at.least(3);
      }
    });

  it("that can be read is used as it is", async () => {
    const checkout = await showScene(it_.relay, "method", {
      style: "--malipo-accent: #8a1c4a; --malipo-on-accent: #fff0f5",
    });
    const { color, backgroundColor, borderTopColor } = getComputedStyle(
      checkout.find(".primary"),
    );
    const close = (one: string, other: string): void => {
      expect(Math.abs(luminance(one) - luminance(other))).to.be.below(0.002);
    };
    close(backgroundColor, "#8a1c4a");
    close(borderTopColor, "#8a1c4a");
    close(color, "#fff0f5");
  });
});

describe("the shop's own words", () => {
  const it_ = withRelay();

  it("replace ours as text, with the values put in, and can be taken back", async () => {
    const checkout = await toMethod();
    checkout.element.words = {
      method: "Choose <b>how</b>",
      $pay: "Send {amount} now",
    };
    await checkout.element.updateComplete;
    expect(checkout.textOf("h2")).to.equal("Choose <b>how</b>");
    expect(checkout.textOf(".primary")).to.equal("Send KES 2,500 now");
    checkout.element.words = null;
    await checkout.element.updateComplete;
    expect(checkout.textOf("h2")).to.equal("How would you like to pay?");
  });

  it("are taken as JSON too, and in every language", async () => {
    const checkout = await showScene(it_.relay, "method", { locale: "sw" });
    Object.assign(checkout.element, { words: '{"method":"Chagua"}' });
    await checkout.element.updateComplete;
    expect(checkout.textOf("h2")).to.equal("Chagua");
  });

  const WRONG: Readonly<Record<string, unknown>> = {
    "an unknown key": { methods: "Choose" },
    "a key of every object": { constructor: "Choose" },
    "no text": { method: 7 },
    "an empty text": { method: " " },
    "a list for a text": { method: ["Choose"] },
    "a text for a list": { $steps: "Unlock" },
    "no text in a list": { $steps: ["Unlock", null] },
    "a missing placeholder": { $pay: "Pay now" },
    "an unknown placeholder": { $pay: "Pay {amount} to {whom}" },
    "a placeholder where there is none": { method: "Pay {amount}" },
  };
  for (const [what, words] of Object.entries(WRONG))
    it(`are reported once and not used: ${what}`, async () => {
      const checkout = await toMethod();
      const before = checkout.text;
      Object.assign(checkout.element, { words });
      await checkout.element.updateComplete;
      checkout.element.requestUpdate();
      await checkout.element.updateComplete;
      expect(checkout.text).to.equal(before);
      expect(checkout.heard("malipo-error")).to.deep.equal([
        {
          code: "configuration",
          recoverable: false,
          field: `words.${String(Object.keys(words as object)[0])}`,
        },
      ]);
    });

  for (const nothing of [null, undefined, "", "no JSON", 7, "null"])
    it(`are none: ${typeof nothing} ${nothing ?? ""}`, async () => {
      const checkout = await toMethod();
      Object.assign(checkout.element, { words: nothing });
      await checkout.element.updateComplete;
      expect(checkout.textOf("h2")).to.equal("How would you like to pay?");
      expect(checkout.heard("malipo-error")).to.deep.equal([]);
    });
});

describe("heading-level", () => {
  withRelay();
  const levels = ({ root }: Checkout): readonly (string | null)[] =>
    [...root.querySelectorAll("h2, h3")].map((heading) =>
      heading.getAttribute("aria-level"),
    );

  const TABLE: readonly (readonly [
    wish: string | null,
    levels: readonly string[],
    wrong: boolean,
  ])[] = [
    [null, ["2", "2"], false],
    ["", ["2", "2"], false],
    ["1", ["1", "1"], false],
    ["2", ["2", "2"], false],
    ["5", ["5", "5"], false],
    ["6", ["6", "6"], false],
    ["0", ["2", "2"], true],
    ["7", ["2", "2"], true],
    ["2.5", ["2", "2"], true],
    ["-1", ["2", "2"], true],
    ["h3", ["2", "2"], true],
  ];
  for (const [wish, expected, wrong] of TABLE)
    it(`${wish ?? "unset"} is the level of both headings, ${expected.join(" and ")}`, async () => {
      const checkout = await toMethod(
        wish === null ? {} : { "heading-level": wish },
      );
      expect(levels(checkout)).to.deep.equal(expected);
      const fields = checkout
        .heard("malipo-error")
        .map((detail) => detail.field);
      expect(fields).to.deep.equal(wrong ? ["headingLevel"] : []);
    });

  it("can be set as a number, and changed", async () => {
    const checkout = await toMethod();
    checkout.element.headingLevel = 4;
    await checkout.element.updateComplete;
    expect(levels(checkout)).to.deep.equal(["4", "4"]);
    expect(checkout.element.headingLevel).to.equal(4);
  });
});
