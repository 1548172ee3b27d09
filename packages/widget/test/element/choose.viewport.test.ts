/** The main button is in reach on a small phone, and covers nothing that is in use. */
import { expect } from "@open-wc/testing";
import { setViewport } from "@web/test-runner-commands";
import type { Checkout } from "../support/harness.ts";
import { CART, open, withRelay } from "../support/harness.ts";
import { ALL_METHODS, HANDED_OVER, METHODS, order } from "../support/orders.ts";

describe("the main button", () => {
  const it_ = withRelay();
  before(async () => {
    await setViewport({ width: 360, height: 740 });
  });
  after(async () => {
    await setViewport({ width: 800, height: 600 });
  });
  afterEach(() => {
    scrollTo(0, 0);
  });

  /** Whether a shopper sees the whole of it, with nothing over it. */
  function isVisible(checkout: Checkout, element: Element): boolean {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    // Within rounded corners.
    const points = [
      [left + 8, top + 8],
      [right - 8, bottom - 8],
    ] as const;
    return points.every(([x, y]) => {
      const hit = checkout.root.elementFromPoint(x, y);
      return hit !== null && (hit === element || element.contains(hit));
    });
  }

  for (const mode of ["inline", "dialog"])
    for (const [what, methods] of [
      ["two methods", METHODS],
      ["three methods", [...METHODS, { id: "airtel", available: true }]],
      ["five methods", ALL_METHODS],
    ] as const)
      it(`is in sight with ${what}, ${mode}`, async () => {
        it_.relay.order = order({
          source: { type: "merchant" },
          methods: [...methods],
        });
        const checkout = open({ ...HANDED_OVER, mode });
        checkout.element.open();
        await checkout.on("method");
        checkout.finishAnimations();
        expect(checkout.has("#phone")).to.equal(true);
        expect(isVisible(checkout, checkout.find(".primary"))).to.equal(true);
      });

  it("is in sight below a long cart", async () => {
    const lines = ["BLK", "BLU", "GRN", "RED", "TAN"].map((sku) => ({
      sku,
      quantity: 1,
    }));
    const checkout = await open({ cart: JSON.stringify(lines) }).on("review");
    checkout.finishAnimations();
    expect(document.documentElement.scrollHeight).to.be.greaterThan(740);
    expect(isVisible(checkout, checkout.find(".primary"))).to.equal(true);
    expect(isVisible(checkout, checkout.find(".foot .total"))).to.equal(true);
  });

  it("does not cover what has the focus", async () => {
    it_.relay.order = order({
      source: { type: "merchant" },
      methods: [...ALL_METHODS],
    });
    const checkout = await open(HANDED_OVER).on("method");
    checkout.finishAnimations();
    const radios = checkout.root.querySelectorAll<HTMLElement>("[type=radio]");
    const last = radios[radios.length - 1];
    if (!last) throw new Error("There are no radios");
    expect(isVisible(checkout, last)).to.equal(false);
    last.focus();
    await checkout.until(() => isVisible(checkout, last), "the scroll");
  });

  it("does not cover a field, nor what is wrong with it", async () => {
    it_.relay.order = order({
      source: { type: "merchant" },
      methods: [
        { id: "card", available: true },
        { id: "airtel", available: true },
        { id: "paybill", available: true },
        { id: "mpesa", available: true },
      ],
    });
    const methods = "card airtel paybill mpesa";
    const checkout = await open({ ...HANDED_OVER, methods }).on("method");
    await checkout.choose("mpesa");
    checkout.finishAnimations();
    checkout.find(".primary").click();
    await checkout.until(
      () =>
        isVisible(checkout, checkout.input()) &&
        isVisible(checkout, checkout.find("#hint")),
      "field and error",
    );
  });

  it("ends the card: no hole beneath the fields", async () => {
    const checkout = await open({ cart: CART, review: "off" }).on("method");
    checkout.finishAnimations();
    const card = checkout.find(".root").getBoundingClientRect();
    const foot = checkout.find(".foot").getBoundingClientRect();
    // Beneath it is only the choice of a language.
    const footer = checkout.find("footer").getBoundingClientRect();
    expect(footer.top - foot.bottom).to.be.below(3);
    expect(card.bottom - footer.bottom).to.be.below(3);
    const last = checkout.find(".method:last-child").getBoundingClientRect();
    expect(foot.top - last.bottom).to.be.below(30);
  });
});
