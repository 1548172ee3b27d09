/** The browser's Back and Forward, reload, and the page's own history. */
import { expect } from "@open-wc/testing";
import { BackSteps, historyAtRest } from "../../src/page/back-steps.ts";
import { layersAtLoad, layersOf } from "../../src/page/layers.ts";
import { settle } from "../support/clock.ts";
import type { Checkout } from "../support/harness.ts";
import {
  CART,
  historyLeft,
  open,
  reload,
  toMethod,
  withRelay,
} from "../support/harness.ts";
import {
  kes,
  line,
  LINK_ID,
  ORDER_ID,
  paymentLink,
} from "../support/orders.ts";

const LINK = { "payment-link": LINK_ID };
const OTHER = '[{"sku":"SHRT-BLU-L-9982","quantity":1}]';

/** Resolves when the browser has gone there. */
async function go(delta: number): Promise<void> {
  const gone = new Promise((resolve) => {
    addEventListener("popstate", resolve, { once: true });
  });
  history.go(delta);
  await gone;
}

const layers = (): readonly unknown[] => layersOf(history.state);

async function withLayers(checkout: Checkout, count: number): Promise<void> {
  await checkout.until(
    () => layers().length === count,
    `${count} layers, not ${String(layers())}`,
  );
}

/** At the choice of a method, with its own entry in the history. */
async function toStep(checkout: Checkout, count = 1): Promise<Checkout> {
  await checkout.on("review");
  await checkout.tap("Continue");
  await withLayers(checkout, count);
  return checkout.on("method");
}

describe("the browser's Back", () => {
  const it_ = withRelay();
  const { href } = location;
  beforeEach(() => {
    history.pushState({ page: "cart" }, "");
  });
  afterEach(async () => {
    for (const element of document.querySelectorAll("malipo-checkout"))
      element.remove();
    // What the elements leave behind is none of the next test's.
    await historyLeft();
    expect(layers()).to.deep.equal([]);
    history.replaceState(null, "", href);
  });

  it("is left alone by a checkout that was removed, whatever it draws later", async () => {
    const checkout = await toStep(open());
    checkout.element.remove();
    await withLayers(checkout, 0);
    checkout.element.requestUpdate();
    await checkout.element.updateComplete;
    await settle(40);
    expect(layers()).to.deep.equal([]);
  });

  it("goes to the step before, and Forward to the one after it", async () => {
    const checkout = await toStep(open());
    expect(location.href).to.equal(href);
    expect(history.state).to.include({ page: "cart" });
    await go(-1);
    await checkout.on("review");
    expect(history.state).to.deep.equal({ page: "cart" });
    await go(1);
    await checkout.on("method");
  });

  it("has nothing left to leave after the shopper's own step back", async () => {
    const checkout = await toStep(open());
    await checkout.tap("Back");
    expect(checkout.screen).to.equal("review");
    await withLayers(checkout, 0);
    expect(history.state).to.deep.equal({ page: "cart" });
  });

  it("is not the checkout's own way out of a step, which takes seconds on a busy phone", async () => {
    const checkout = await toStep(open());
    const gone = new Promise((resolve) => {
      addEventListener("popstate", resolve, { once: true });
    });
    const leave = history.go.bind(history);
    history.go = (delta) => {
      setTimeout(leave, 4000, delta);
    };
    await checkout.tap("Back");
    await checkout.tap("Continue");
    await checkout.on("method");
    Reflect.deleteProperty(history, "go");
    await gone;
    await settle(5);
    await withLayers(checkout, 1);
    expect(checkout.screen).to.equal("method");
    await checkout.tap("Back");
    await withLayers(checkout, 0);
  });

  it("is not the way out of a checkout that was removed, for one that came meanwhile", async () => {
    const left: string[] = [];
    const steps = (): BackSteps =>
      new BackSteps({
        onLeft: (layer) => left.push(layer),
        onFound: () => undefined,
      });
    const before = steps();
    before.update(["dialog"]);
    await historyAtRest();
    before.end();
    await Promise.resolve(); // on its way out
    const after = steps();
    after.update(["dialog"]);
    await historyAtRest();
    await settle(1); // all listeners have heard of it
    const present = layers();
    after.end();
    await historyAtRest();
    expect(present).to.deep.equal(["dialog"]);
    expect(left).to.deep.equal([]);
  });

  for (const state of [null, "cart", 7, ["cart"]])
    it(`takes nothing from a page whose state is ${JSON.stringify(state)}`, async () => {
      history.replaceState(state, "");
      const checkout = await toStep(open());
      await go(-1);
      await checkout.on("review");
      expect(history.state).to.deep.equal(state);
    });

  it("undoes no payment", async () => {
    const checkout = await toStep(open());
    await checkout.payByPhone();
    await go(-1);
    await settle(12);
    expect(checkout.screen).to.equal("waiting");
    it_.relay.pay();
    await checkout.on("succeeded");
  });

  it("is the page's where the shopper follows a link in the page", async () => {
    const checkout = await toStep(open());
    location.hash = "terms";
    await settle(12);
    expect(checkout.screen).to.equal("method");
    await go(-1);
    expect(checkout.screen).to.equal("method");
  });

  it("does not take the page's new address for a step back", async () => {
    const checkout = await toStep(open());
    history.pushState({ page: "help" }, "", "#help");
    window.dispatchEvent(new PopStateEvent("popstate", { state: null }));
    expect(checkout.screen).to.equal("method");
    await go(-1);
    expect(checkout.screen).to.equal("method");
  });

  it("leads through two checkouts one by one", async () => {
    it_.relay.order = { ...it_.relay.order, lines: [line()] };
    const first = await toStep(open());
    const second = await toStep(open({ cart: OTHER }), 2);
    await go(-1);
    await second.on("review");
    expect(first.screen).to.equal("method");
    await go(-1);
    await first.on("review");
  });

  it("closes a dialog, and leaves nothing when the dialog is closed otherwise", async () => {
    const checkout = open({ cart: CART, mode: "dialog" });
    checkout.element.open();
    await checkout.on("review");
    await withLayers(checkout, 1);
    await toStep(checkout, 2);
    await go(-1);
    await checkout.on("review");
    expect(checkout.dialog.open).to.equal(true);
    await go(-1);
    await checkout.until(() => !checkout.dialog.open, "closing");
    checkout.element.open();
    await withLayers(checkout, 1);
    await toStep(checkout, 2);
    checkout.element.close();
    await withLayers(checkout, 0);
    expect(history.state).to.deep.equal({ page: "cart" });
  });

  it("does not close a dialog that the page keeps open", async () => {
    const checkout = open({ cart: CART, mode: "dialog" });
    checkout.element.open();
    await checkout.on("review");
    await withLayers(checkout, 1);
    checkout.element.addEventListener(
      "malipo-close",
      (event) => {
        event.preventDefault();
      },
      { once: true },
    );
    await go(-1);
    await withLayers(checkout, 1);
    expect(checkout.dialog.open).to.equal(true);
  });

  it("finds the step of an element that was moved, and nothing of one that has left", async () => {
    const checkout = await toStep(open());
    document.body.prepend(checkout.element);
    await settle(30);
    expect(layers()).to.have.length(1);
    await go(-1);
    await checkout.on("review");
    await toStep(checkout);
    checkout.element.remove();
    await withLayers(checkout, 0);
    expect(history.state).to.deep.equal({ page: "cart" });
  });

  it("is not taken from a page that has gone on", async () => {
    const checkout = await toStep(open());
    checkout.element.remove();
    history.pushState({ page: "thanks" }, "");
    await settle(30);
    expect(history.state).to.deep.equal({ page: "thanks" });
  });
});

describe("a reload", () => {
  const it_ = withRelay();
  const stay = history.state as unknown;
  afterEach(async () => {
    layersAtLoad.clear();
    await historyLeft();
    history.replaceState(stay, "");
  });

  /** As the browser loads the page of an entry again. */
  function loadedOn(order: string): void {
    history.replaceState({ malipo: [order] }, "");
    layersAtLoad.add(order);
  }

  it("stays on the step, once", async () => {
    loadedOn(ORDER_ID);
    const checkout = await open().on("method");
    await settle(30);
    expect(layers()).to.deep.equal([ORDER_ID]);
    await reload(checkout).on("review");
  });

  it("stays on the step after a payment link, with its amount and method", async () => {
    it_.relay.link = paymentLink({ amount: null, min: kes(10_000), max: null });
    const before = await open(LINK).on("review");
    await before.type("1,234.50", "#amount");
    await before.proceed();
    await before.pick(1);
    const { id } = it_.relay.order;
    loadedOn(id);
    const checkout = await reload(before, LINK).on("method");
    expect(checkout.input("[type=radio]:checked").ariaLabel).to.equal("Card");
    await checkout.tap("Back");
    await checkout.on("review");
    expect(checkout.input("#amount").value).to.equal("1234.50");
    await checkout.proceed();
    expect(it_.relay.created).to.have.length(1);
    // Once: opened anew, a link is a link.
    await reload(checkout, LINK).on("review");
  });

  it("says that a link is no longer active, on its step too", async () => {
    it_.relay.link = paymentLink();
    const before = await open(LINK).on("review");
    await before.proceed();
    loadedOn(it_.relay.order.id);
    it_.relay.link = paymentLink({ active: false });
    await reload(before, LINK).on("unavailable");
  });

  it("keeps the method of a cart", async () => {
    const before = await toMethod();
    await before.pick(1);
    loadedOn(ORDER_ID);
    const checkout = await reload(before).on("method");
    expect(checkout.input("[type=radio]:checked").ariaLabel).to.equal("Card");
  });

  it("with another cart begins at its lines", async () => {
    const before = await open().on("review");
    loadedOn(ORDER_ID);
    await reload(before, { cart: OTHER }).on("review");
  });

  it("does not take another order's step for its own", async () => {
    loadedOn("ord_CCCCCCCCCCCCCCCCCCCCCC");
    await open().on("review");
  });
});
