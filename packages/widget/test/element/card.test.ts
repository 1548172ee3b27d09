import { expect } from "@open-wc/testing";
import {
  cardAttempt,
  order,
  ORDER_ID,
  outcome,
  pendingOrder,
} from "../support/orders.ts";
import type { Checkout } from "../support/harness.ts";
import {
  CART,
  HANDED_OVER,
  open,
  reload,
  withRelay,
} from "../support/harness.ts";

describe("card", () => {
  const it_ = withRelay();
  const before = location.href;
  afterEach(() => {
    history.replaceState(null, "", before);
  });
  const comeBack = (id: string): void => {
    const url = new URL(location.href);
    url.searchParams.set("malipo_order", id);
    history.replaceState({ shop: 1 }, "", url);
  };

  async function toPage(
    attributes: Record<string, string> = { cart: CART, methods: "card" },
  ): Promise<Checkout> {
    const checkout = await open(attributes).on("review");
    await checkout.tap("Pay");
    return checkout.on("redirecting");
  }

  it("takes one tap from the review when it is the only method", async () => {
    const checkout = await toPage();
    expect(checkout.heard("malipo-redirect")).to.deep.equal([
      { url: "https://cards.example/page/1", orderId: ORDER_ID },
    ]);
    expect(
      checkout.button("Open the payment page").getAttribute("href"),
    ).to.equal("https://cards.example/page/1");
  });

  it("is chosen beside M-Pesa, and needs no number", async () => {
    const checkout = await open().on("review");
    await checkout.tap("Continue");
    checkout.root
      .querySelectorAll<HTMLInputElement>("[type=radio]")[1]
      ?.click();
    await checkout.element.updateComplete;
    expect(checkout.has("#phone")).to.equal(false);
    await checkout.tap("Pay");
    await checkout.on("redirecting");
    expect(it_.relay.calls(/attempts$/)[0]?.body).to.deep.equal({
      method: "card",
    });
  });

  it("confirms after the return, and takes the order out of the address", async () => {
    const first = await toPage();
    comeBack(ORDER_ID);
    const checkout = await reload(first, { cart: CART, methods: "card" }).on(
      "confirming",
    );
    expect(location.href).to.equal(before);
    expect(history.state).to.deep.equal({ shop: 1 });
    expect(checkout.heard("malipo-redirect")).to.deep.equal([]);
    expect(checkout.button("Open the payment page")).to.be.instanceOf(
      HTMLAnchorElement,
    );
    it_.relay.changeAttempt(
      { status: "succeeded", action: null },
      { status: "paid", outcome: outcome({ method: "card", receipt: null }) },
    );
    await checkout.on("succeeded");
    expect(checkout.text).to.include("Card").and.not.include("Receipt");
  });

  it("believes nothing of the return: declined is what the relay says", async () => {
    const first = await toPage();
    comeBack(ORDER_ID);
    const failure = {
      code: "declined",
      retryable: true,
      retryAfterSeconds: 0,
    } as const;
    it_.relay.changeAttempt(
      { status: "failed", action: null, failure },
      { status: "open", methods: order().methods },
    );
    const checkout = await reload(first, { cart: CART, methods: "card" }).on(
      "failed",
    );
    await checkout.tap("Try again");
    expect(checkout.screen).to.equal("review");
    expect(checkout.has(".stepper")).to.equal(false);
  });

  it("leaves the address alone when it names an order of somebody else", async () => {
    comeBack("ord_CCCCCCCCCCCCCCCCCCCCCC");
    await open().on("review");
    expect(location.search).to.include("malipo_order=ord_CCC");
    // And the relay is not told to send the next shopper there.
    const { returnUrl } = it_.relay.calls(/POST \/v1\/orders$/)[0]?.body as {
      returnUrl: string;
    };
    expect(returnUrl).to.equal(before.split("#")[0]);
  });

  it("does not leave by itself for an attempt that it did not start", async () => {
    it_.relay.order = pendingOrder({}, { attempt: cardAttempt() });
    const checkout = await open(HANDED_OVER).on("redirecting");
    expect(checkout.heard("malipo-redirect")).to.deep.equal([]);
  });

  it("can be given up on the way", async () => {
    const checkout = await toPage({ cart: CART, methods: "card" });
    await checkout.tap("Pay another way");
    await checkout.on("review");
  });
});
