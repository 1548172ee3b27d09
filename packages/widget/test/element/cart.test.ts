import { expect } from "@open-wc/testing";
import { problem } from "../support/answers.ts";
import { at, line, order, ORDER_ID, outcome } from "../support/orders.ts";
import type { Checkout } from "../support/harness.ts";
import { CART, handOver, open, withRelay } from "../support/harness.ts";

const TWO = JSON.stringify([
  { sku: "SHRT-BLK-XL-9981", quantity: 1 },
  { sku: "SHRT-BLU-L-9982", quantity: 2 },
]);

describe("a cart", () => {
  const it_ = withRelay();
  const atRest = (checkout: Checkout): Promise<void> =>
    checkout.until(
      () => checkout.button("Continue").ariaDisabled === "false",
      "the change",
    );

  it("becomes an order without a price from the page", async () => {
    const checkout = await open({
      cart: '[{"sku":"SHRT-BLK-XL-9981","quantity":1,"price":1}]',
    }).on("review");
    const [create] = it_.relay.created;
    expect(create?.body).to.deep.equal({
      lines: [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }],
      locale: "en",
      returnUrl: location.href,
    });
    expect(create?.headers.get("Idempotency-Key")).to.match(/^[0-9a-f]{32}$/);
    expect(checkout.text).to.include("Black shirt, XL");
    expect(checkout.textOf(".checkout")).to.include("KES 2,500");
    expect(checkout.heard("malipo-ready")).to.deep.equal([
      { orderId: ORDER_ID },
    ]);
  });

  it("sends the customer and the return address that the page names", async () => {
    const customer = '{"email":"amina@example.com"}';
    await open({ cart: CART, customer, "return-url": "/thanks?a=1#top" }).on(
      "review",
    );
    expect(it_.relay.created[0]?.body).to.deep.include({
      customer: { email: "amina@example.com" },
      returnUrl: `${location.origin}/thanks?a=1#top`,
    });
  });

  it("sends a cart token as it is", async () => {
    await open({ "cart-token": "a.b.c" }).on("review");
    expect(it_.relay.created[0]?.body).to.include({ cartToken: "a.b.c" });
  });

  it("sells what is called by any name", async () => {
    const goods = { ...line(), sku: "constructor" };
    const checkout = await handOver(it_, order({ lines: [goods] }), "review");
    expect(checkout.textOf("output")).to.equal("1");
  });

  it("turns quick taps into one change, priced by the relay", async () => {
    const checkout = await open({ cart: TWO }).on("review");
    await checkout.tap("One more: Black shirt, XL");
    await checkout.tap("One more: Black shirt, XL");
    await checkout.tap("One less: Blue shirt, L");
    const quantities = checkout.all("output").map((it) => it.textContent);
    expect(quantities).to.deep.equal(["3", "1"]);
    expect(checkout.button("Continue").ariaDisabled).to.equal("true");
    await checkout.until(
      () => checkout.textOf(".checkout").includes("9,700"),
      "the new total",
    );
    expect(it_.relay.calls(/PATCH/).map(({ body }) => body)).to.deep.equal([
      {
        lines: [
          { sku: "SHRT-BLK-XL-9981", quantity: 3 },
          { sku: "SHRT-BLU-L-9982", quantity: 1 },
        ],
      },
    ]);
    expect(checkout.button("Continue").ariaDisabled).to.equal("false");
    const [change] = checkout.heard("malipo-cartchange");
    expect(change?.lines[0]).to.deep.equal({
      sku: "SHRT-BLK-XL-9981",
      quantity: 3,
    });
  });

  it("sends what was tapped during a change after it", async () => {
    const checkout = await open({ cart: TWO }).on("review");
    let release: (it: Response) => void = () => undefined;
    it_.relay.instead(/PATCH/, () => new Promise((done) => (release = done)));
    await checkout.tap("One more: Black shirt, XL");
    await it_.asked(/PATCH/);
    await checkout.tap("One more: Black shirt, XL");
    release(problem(503, "store_unavailable"));
    await checkout.until(
      () => checkout.textOf(".checkout").includes("11,900"),
      "both",
    );
    expect(it_.relay.order.lines[0]?.quantity).to.equal(3);
  });

  it("does not go over what one order may hold", async () => {
    const checkout = await open({
      cart: '[{"sku":"SHRT-BLK-XL-9981","quantity":5}]',
    }).on("review");
    await checkout.tap("One more: Black shirt, XL");
    expect(checkout.textOf("output")).to.equal("5");
    expect(it_.relay.calls(/PATCH/)).to.have.length(0);
  });

  it("removes a line, and with the last one the order", async () => {
    const checkout = await open({ cart: TWO }).on("review");
    await checkout.tap("Remove: Blue shirt, L");
    await checkout.until(() => it_.relay.order.lines.length === 1, "one line");
    await atRest(checkout);
    await checkout.tap("Remove: Black shirt, XL");
    await checkout.on("idle");
    expect(checkout.textOf("#heading").trim()).to.equal("Your cart is empty");
    const [change] = checkout.heard("malipo-cartchange").slice(-1);
    expect(change).to.deep.equal({ lines: [] });
  });

  it("goes back to the relay's quantities when a change is refused", async () => {
    const checkout = await open().on("review");
    it_.relay.instead(/PATCH/, () => problem(422, "quantity_too_large"));
    await checkout.tap("One more: Black shirt, XL");
    expect(await checkout.notice()).to.include("doesn't sell that many");
    expect(checkout.textOf("output")).to.equal("1");
  });

  it("has no steppers for an order that can't be changed", async () => {
    const fixed = order({
      lines: [line("SHRT-BLK-XL-9981", 2)],
      source: { type: "merchant" },
      methods: [{ id: "card", available: true }],
    });
    const checkout = await handOver(it_, fixed, "review");
    expect(checkout.has(".stepper")).to.equal(false);
    expect(checkout.text).to.include("2 ×");
  });

  it("shows nothing to pay for an empty cart and asks the relay nothing", async () => {
    await open({ cart: "[]" }).on("idle");
    expect(it_.relay.seen).to.have.length(0);
  });

  it("does not take a cart that can't be read for an empty one", async () => {
    const checkout = await open({ cart: "[{sku}]" }).on("unavailable");
    expect(checkout.text).to.include("not set up correctly");
    expect(checkout.heard("malipo-error")).to.deep.equal([
      { code: "invalid_request", recoverable: false },
    ]);
  });

  it("takes the cart as a property, and nothing new from the same one", async () => {
    const checkout = open({});
    checkout.element.cart = [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }];
    await checkout.on("review");
    checkout.element.cart = [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }];
    await checkout.element.updateComplete;
    expect(checkout.screen).to.equal("review");
    expect(it_.relay.calls(/POST/)).to.have.length(1);
  });

  it("gives the order the new lines when the page changes its cart", async () => {
    const checkout = await open().on("review");
    await checkout.set("cart", TWO);
    await checkout.until(() => it_.relay.order.lines.length === 2, "two lines");
    await checkout.on("review");
    expect(it_.relay.created).to.have.length(1);
  });

  it("goes on undisturbed when the page takes over what was chosen in here", async () => {
    const checkout = await open().on("review");
    checkout.element.addEventListener("malipo-cartchange", ({ detail }) => {
      checkout.element.cart = detail.lines;
    });
    await checkout.tap("One more: Black shirt, XL");
    await checkout.hears("malipo-cartchange");
    await atRest(checkout);
    expect(it_.relay.calls(/PATCH/)).to.have.length(1);
    const states = checkout
      .heard("malipo-statechange")
      .map(({ state }) => state);
    expect(states).to.deep.equal(["loading", "review"]);
  });

  async function toPaid(paidAgoMs = 0): Promise<Checkout> {
    const checkout = await open().on("review");
    it_.relay.instead(/GET/, () => new Response());
    const paid = outcome({ at: at(-paidAgoMs) });
    it_.relay.change({ status: "paid", outcome: paid });
    await checkout.tap("Continue");
    return checkout.on("succeeded");
  }

  it("keeps the receipt when the shop empties its cart after the payment", async () => {
    const checkout = await toPaid();
    await checkout.set("cart", "[]");
    expect(checkout.screen).to.equal("succeeded");
  });

  it("is not offered again right after it was paid", async () => {
    const checkout = await toPaid();
    expect(() => checkout.button("Buy the same again")).to.throw();
    expect(() => checkout.button("Make another payment")).to.throw();
  });

  it("is paid for once more when the shopper who sees an old receipt asks for it", async () => {
    const checkout = await toPaid(120_000);
    const first = it_.relay.order.id;
    await checkout.tap("Buy the same again");
    await checkout.on("review");
    expect(it_.relay.order.id).to.not.equal(first);
    expect(it_.relay.created).to.have.length(2);
  });
});
