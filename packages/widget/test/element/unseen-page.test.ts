/** A page that the browser prepares before the shopper asks for it, and maybe in vain. */
import { expect } from "@open-wc/testing";
import { settle } from "../support/clock.ts";
import { CART, open, withRelay } from "../support/harness.ts";
import { HANDED_OVER, LINK_ID, order, paymentLink } from "../support/orders.ts";

describe("a page that is prerendered", () => {
  const it_ = withRelay();
  const here = location.href;
  beforeEach(() => {
    Object.defineProperty(document, "prerendering", {
      configurable: true,
      value: true,
    });
    it_.relay.link = paymentLink();
    it_.relay.order = order();
  });
  afterEach(() => {
    Reflect.deleteProperty(document, "prerendering");
    history.replaceState(history.state, "", here);
  });
  function activate(): void {
    Reflect.deleteProperty(document, "prerendering");
    document.dispatchEvent(new Event("prerenderingchange"));
  }

  for (const [what, attributes, search, called] of [
    ["a cart", { cart: CART }, "", /POST .*orders$/],
    ["a cart token", { "cart-token": "token" }, "", /POST .*orders$/],
    ["a link", { "payment-link": LINK_ID }, "", /GET .*payment-links/],
    ["an order", HANDED_OVER, "", /POST .*token$/],
    [
      "the way back from a card page",
      { cart: CART },
      `?malipo_order=${HANDED_OVER["order-id"]}&malipo_code=rc_good`,
      /POST .*token$/,
    ],
    ["a dialog", { cart: CART, mode: "dialog" }, "", /POST .*orders$/],
  ] as const)
    it(`asks the relay nothing before it is seen, and once then: ${what}`, async () => {
      if (search) history.replaceState(history.state, "", search);
      const checkout = open(attributes);
      checkout.element.open();
      await settle(10);
      for (const type of ["focus", "online", "visibilitychange"])
        window.dispatchEvent(new Event(type));
      await checkout.element.refresh();
      await settle(10);
      expect(it_.relay.seen).to.deep.equal([]);
      expect(checkout.screen).to.equal("loading");
      expect(checkout.heard("malipo-ready")).to.deep.equal([]);
      activate();
      await checkout.hears("malipo-ready");
      expect(it_.relay.calls(called)).to.have.length(1);
    });

  it("that is never seen leaves nothing at the relay", async () => {
    const checkout = open();
    checkout.element.setAttribute("methods", "card");
    await settle(10);
    checkout.element.remove();
    await settle();
    activate();
    await settle(10);
    expect(it_.relay.seen).to.deep.equal([]);
  });

  it("whose cart changes before it is seen orders the last one", async () => {
    const checkout = open();
    await settle(5);
    await checkout.set("cart", '[{"sku":"SHRT-BLU-L-9982","quantity":1}]');
    activate();
    await checkout.on("review");
    expect(it_.relay.created).to.have.length(1);
    expect(checkout.text).to.include("Blue shirt");
  });
});
