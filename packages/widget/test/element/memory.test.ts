import { expect } from "@open-wc/testing";
import { never, problem } from "../support/answers.ts";
import { keysOf } from "../support/fake-relay.ts";
import {
  at,
  closedOrder,
  HANDED_OVER,
  order,
  ORDER_ID,
  outcomeId,
  paidOrder,
  paybillAttempt,
  pendingBy,
  RELAY,
} from "../support/orders.ts";
import type { Checkout } from "../support/harness.ts";
import {
  CART,
  CART_STORE,
  handOver,
  open,
  OTHER_CART,
  reload,
  toMethod,
  toWaiting,
  withRelay,
} from "../support/harness.ts";

describe("what the browser remembers", () => {
  const it_ = withRelay();

  it("is the order: a reload carries on where it was", async () => {
    const checkout = await toWaiting();
    await reload(checkout).on("waiting");
    expect(it_.relay.created).to.have.length(1);
  });

  it("is never the relay token", async () => {
    await toWaiting();
    const stored = localStorage.getItem(CART_STORE) ?? "";
    expect(stored).to.include(ORDER_ID).and.include("resumeSecret");
    expect(stored).to.not.include("token-1");
  });

  it("keeps quantities over a reload", async () => {
    const checkout = await open().on("review");
    await checkout.tap("One more: Black shirt, XL");
    await checkout.until(() => it_.relay.order.version === 2, "the change");
    const again = await reload(checkout).on("review");
    expect(again.find("output").textContent).to.equal("2");
    expect(it_.relay.created).to.have.length(1);
  });

  it("sends the same request again when a reload came before the answer", async () => {
    it_.relay.instead(/orders$/, never);
    const checkout = open();
    await it_.asked(/orders$/);
    await reload(checkout).on("review");
    const [first, second] = it_.relay.created;
    expect(keysOf(it_.relay.created).size).to.equal(1);
    expect(second?.body).to.deep.equal(first?.body);
  });

  it("asks anew when the request was refused", async () => {
    it_.relay.instead(/orders$/, () => problem(422, "unknown_sku"));
    const checkout = await open().on("unavailable");
    expect(checkout.text).to.include("no longer available");
    await checkout.tap("Try again");
    await checkout.on("review");
    expect(keysOf(it_.relay.created).size).to.equal(2);
  });

  it("fills in what was about to be paid when a reload came before the answer", async () => {
    const checkout = await toMethod();
    await checkout.type("0712345678");
    it_.relay.instead(/attempts$/, never);
    await checkout.tap("Pay");
    await it_.asked(/attempts$/);
    const again = await reload(checkout).on("review");
    await again.tap("Continue");
    await again.tap("Pay");
    await again.on("waiting");
    expect(it_.relay.started).to.have.length(2);
    expect(keysOf(it_.relay.started).size).to.equal(1);
  });

  it("gives an untouched order the lines of a changed cart", async () => {
    const checkout = await open().on("review");
    const again = await reload(checkout, { cart: OTHER_CART }).on("review");
    expect(again.text).to.include("Blue shirt, L");
    expect(it_.relay.created).to.have.length(1);
  });

  it("makes a new order for another cart after a failure", async () => {
    const checkout = await toWaiting();
    it_.relay.fail();
    await checkout.on("failed");
    await reload(checkout, { cart: CART }).on("failed");
    await reload(checkout, { cart: OTHER_CART }).on("review");
    expect(it_.relay.created).to.have.length(2);
  });

  describe("of a paid order", () => {
    async function paid(minutesAgo: number): Promise<Checkout> {
      const checkout = await toWaiting();
      it_.relay.pay({ at: at(-minutesAgo * 60_000) });
      return checkout.on("succeeded");
    }

    it("is the receipt, for half an hour", async () => {
      await reload(await paid(29)).on("succeeded");
      expect(it_.relay.created).to.have.length(1);
    });

    it("is the receipt after that as well when the address names it", async () => {
      const before = location.href;
      const checkout = await paid(600);
      history.replaceState(null, "", `?malipo_order=${ORDER_ID}`);
      await reload(checkout).on("succeeded");
      history.replaceState(null, "", before);
    });

    it("tells its outcome once, over a reload and in two places at once", async () => {
      const checkout = await paid(1);
      await checkout.hears("malipo-outcome");
      const again = await reload(checkout).on("succeeded");
      const beside = await open({ ...HANDED_OVER }).on("succeeded");
      await again.until(() => true, "");
      const told = [checkout, again, beside].flatMap((it) =>
        it.heard("malipo-outcome"),
      );
      expect(told.map((it) => it.outcome.id)).to.deep.equal([outcomeId()]);
    });

    it("tells a late payment as an outcome of its own", async () => {
      const checkout = await handOver(it_, closedOrder("expired"), "expired");
      it_.relay.change(paidOrder({ version: 9 }));
      await checkout.element.refresh();
      await checkout.on("succeeded");
      await checkout.hears("malipo-outcome", 2);
    });

    it("is followed again where money for an expired order opens it again", async () => {
      const checkout = await handOver(it_, closedOrder("expired"), "expired");
      it_.relay.change(
        pendingBy(paybillAttempt(), { version: 9, outcome: null }),
        true,
      );
      await checkout.element.refresh();
      await checkout.on("waiting");
      await it_.asked(/GET .*\/events$/);
      it_.relay.pay();
      await checkout.on("succeeded");
    });
  });

  it("is replaced when the shopper starts again", async () => {
    const checkout = await open().on("review");
    it_.relay.order = closedOrder("expired", {
      id: it_.relay.order.id,
      version: 9,
      source: { type: "cart" },
    });
    await checkout.element.refresh();
    await checkout.on("expired");
    await checkout.tap("Start again");
    await checkout.on("review");
    expect(it_.relay.created).to.have.length(2);
  });

  it("is dropped when the relay does not know it any more", async () => {
    const checkout = await open().on("review");
    it_.relay.instead(/\/token$/, () => problem(404, "not_found"));
    await reload(checkout).on("review");
    expect(it_.relay.created).to.have.length(2);
  });

  it("is kept when the relay can't answer now", async () => {
    const checkout = await toWaiting();
    it_.relay.instead(/\/token$/, () => problem(500, "internal_error"));
    const again = await reload(checkout).on("unavailable");
    await again.tap("Try again");
    await again.on("waiting");
    expect(it_.relay.created).to.have.length(1);
  });

  it("may be nonsense", async () => {
    for (const text of ["{", "[]", "7", '"x"', "null"]) {
      localStorage.setItem(CART_STORE, text);
      localStorage.setItem(`malipo:v1:${RELAY}:told`, text);
      const checkout = await open().on("review");
      checkout.element.remove();
    }
  });
});

describe("an order handed over by the merchant's backend", () => {
  const it_ = withRelay();

  it("is opened by its secret, without a review", async () => {
    const merchants = order({ source: { type: "merchant" } });
    const checkout = await handOver(it_, merchants, "method");
    expect(it_.relay.created).to.have.length(0);
    expect(() => checkout.button("Back")).to.throw();
  });

  it("can't be had without its secret", async () => {
    const checkout = await open({ "order-id": ORDER_ID }).on("unavailable");
    expect(checkout.heard("malipo-error")).to.deep.equal([
      { code: "configuration", recoverable: false, field: "resumeSecret" },
    ]);
  });

  it("can't be had with a wrong one", async () => {
    const wrong = { ...HANDED_OVER, "resume-secret": "wrong" };
    const checkout = await open(wrong).on("unavailable");
    expect(checkout.heard("malipo-error")).to.deep.equal([
      { code: "not_found", recoverable: false },
    ]);
  });

  it("offers no new start when it has expired", async () => {
    const over = closedOrder("expired", { source: { type: "merchant" } });
    const checkout = await handOver(it_, over, "expired");
    expect(() => checkout.button("Start again")).to.throw();
    expect(checkout.button("Contact")).to.be.instanceOf(HTMLAnchorElement);
  });
});
