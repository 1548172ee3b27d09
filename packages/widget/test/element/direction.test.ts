/** Text from right to left: sides follow the language, and what the shop has written keeps its own direction. */
import { expect } from "@open-wc/testing";
import layout from "../../src/styles/layout.css?inline";
import pieces from "../../src/styles/pieces.css?inline";
import screens from "../../src/styles/screens.css?inline";
import theme from "../../src/styles/theme.css?inline";
import { open, toMethod, withRelay } from "../support/harness.ts";
import { LINK_ID, paymentLink } from "../support/orders.ts";

const SHEETS = { layout, pieces, screens, theme };

/** Declarations that name a side, or give the left and the right one different values. */
function* sided(css: string): Generator<string> {
  for (const [whole, name = "", value = ""] of css
    .replace(/\/\*.*?\*\//gs, "")
    .matchAll(/([\w-]+):\s*([^;{}]+);/g)) {
    const plain = value.replace(/\([^()]*\)/g, "").replace(/\([^()]*\)/g, "");
    const [, right, , left] = plain.trim().split(/\s+/);
    const uneven =
      /^(margin|padding|inset|border-width)$/.test(name) &&
      left !== undefined &&
      left !== right;
    const names = /(^|-)(left|right)(-|$)/.test(name);
    const side = /^(text-align|float|clear)$/.test(name);
    if (uneven || names || (side && /^(left|right)/.test(value))) yield whole;
  }
}

describe("the style sheets", () => {
  for (const [name, css] of Object.entries(SHEETS))
    it(`name no side: ${name}.css`, () => {
      expect([...sided(css)]).to.deep.equal([]);
    });

  it("would be found out", () => {
    const bad =
      "a{margin:0 1px 2px 3px;padding-left:0;text-align:right;left:0;}";
    expect([...sided(bad)]).to.have.length(4);
    const good =
      "a{margin:0 1px 2px 1px;inset:0 auto;padding:1px 0 max(2px,env(a, 3px));}";
    expect([...sided(good)]).to.deep.equal([]);
  });
});

describe("Arabic", () => {
  const it_ = withRelay();

  it("runs from right to left inside the card, not in the page", async () => {
    const checkout = await toMethod();
    await checkout.set("locale", "ar");
    await checkout.until(
      () => checkout.find(".root").dir === "rtl",
      "speaking Arabic",
    );
    const { direction } = getComputedStyle(checkout.find(".main"));
    expect(direction).to.equal("rtl");
    expect(getComputedStyle(checkout.element).direction).to.equal("ltr");
    const [method] = checkout.all(".method");
    const radio = checkout.find("[type=radio]").getBoundingClientRect();
    const card = method?.getBoundingClientRect();
    expect((card?.right ?? NaN) - radio.right).to.be.below(30);
    const input = getComputedStyle(checkout.input());
    expect([input.direction, input.textAlign]).to.deep.equal(["ltr", "end"]);
  });

  it("leaves an English page's texts from left to right", async () => {
    document.documentElement.dir = "rtl";
    try {
      const checkout = await toMethod();
      expect(getComputedStyle(checkout.find(".main")).direction).to.equal(
        "ltr",
      );
    } finally {
      document.documentElement.removeAttribute("dir");
    }
  });

  it("keeps the full stop of a foreign description at its end", async () => {
    it_.relay.link = paymentLink({ description: "School fees." });
    const checkout = await open({
      "payment-link": LINK_ID,
      locale: "ar",
    }).on("review");
    const { firstChild: text } = checkout.find("p > bdi");
    const range = document.createRange();
    const at = (index: number): DOMRect => {
      if (!(text?.nextSibling instanceof Text)) throw new Error("no text");
      range.setStart(text.nextSibling, index);
      range.setEnd(text.nextSibling, index + 1);
      return range.getBoundingClientRect();
    };
    expect(at(11).left).to.be.at.least(at(10).left);
    expect(at(11).left).to.be.above(at(0).left);
  });
});
