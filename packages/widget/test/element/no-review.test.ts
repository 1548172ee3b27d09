/** `review="off"`: the page shows the cart itself. */
import { expect } from "@open-wc/testing";
import { CART, open, reload, withRelay } from "../support/harness.ts";
import { LINK_ID, order, paymentLink } from "../support/orders.ts";

const DIRECT = { cart: CART, review: "off" };

describe('review="off"', () => {
  const it_ = withRelay();

  it("takes a number and one tap to the prompt", async () => {
    const checkout = await open(DIRECT).on("method");
    let taps = 0;
    checkout.element.addEventListener("click", () => taps++);
    await checkout.type("0712345678");
    await checkout.tap("Pay KES");
    await checkout.on("waiting");
    expect(taps).to.equal(1);
    expect(checkout.heard("malipo-ready")).to.have.length(1);
  });

  it("folds the lines above the methods", async () => {
    const checkout = await open(DIRECT).on("method");
    expect(checkout.find(".fold").ariaExpanded).to.equal("false");
    expect(checkout.find(".folded").textContent).to.include("Black shirt, XL");
    expect(() => checkout.button("Back")).to.throw();
  });

  it("begins at the number where there is one method", async () => {
    const checkout = await open({ ...DIRECT, methods: "mpesa" }).on("details");
    expect(() => checkout.button("Back")).to.throw();
    await checkout.type("0712345678");
    await checkout.tap("Pay KES");
    await checkout.on("waiting");
  });

  it("begins at the button where there is nothing to enter", async () => {
    const checkout = await open({ ...DIRECT, methods: "card" }).on("details");
    await checkout.tap("Continue to the card page");
    await checkout.on("redirecting");
  });

  it("comes back to the methods, not to a review", async () => {
    const checkout = await open(DIRECT).on("method");
    await checkout.payByPhone();
    it_.relay.fail();
    await checkout.on("failed");
    await checkout.tap("Try again");
    await checkout.on("method");
    await reload(checkout, DIRECT).on("failed");
  });

  it("is a property, and can change while the cart is shown", async () => {
    const checkout = await open().on("review");
    checkout.element.review = "off";
    await checkout.on("method");
    checkout.element.review = "on";
    await checkout.on("review");
    expect(it_.relay.created).to.have.length(1);
  });

  it("is not for payment links and orders of the merchant", async () => {
    it_.relay.link = paymentLink();
    const link = open({ "payment-link": LINK_ID, review: "off" });
    await link.on("review");
    await link.proceed();
    await link.tap("Back");
    await link.on("review");
    link.element.remove();
    it_.relay.order = order({
      source: { type: "merchant" },
      methods: [{ id: "card", available: true }],
    });
    await open({
      "order-id": it_.relay.order.id,
      "resume-secret": "secret",
      review: "off",
    }).on("review");
  });

  it("warns of a value that it does not know", async () => {
    const checkout = await open({ cart: CART, review: "no" }).on("review");
    expect(checkout.heard("malipo-error")).to.deep.equal([
      { code: "configuration", recoverable: false, field: "review" },
    ]);
  });
});
