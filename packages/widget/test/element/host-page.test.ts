/** What the checkout does to the page: it scrolls no more behind a dialog, and its title tells of a payment. */
import { expect } from "@open-wc/testing";
import { en } from "../../src/locales/en.ts";
import { findShop } from "../../src/page/find-shop.ts";
import type { Checkout } from "../support/harness.ts";
import {
  CART,
  handOver,
  open,
  toWaiting,
  withRelay,
} from "../support/harness.ts";
import { paidOrder } from "../support/orders.ts";

const root = document.documentElement;

describe("the page behind an open dialog", () => {
  withRelay();
  const filler = document.createElement("div");
  beforeEach(() => {
    filler.style.height = "3000px";
    document.body.append(filler);
  });
  afterEach(() => {
    filler.remove();
    document.body.removeAttribute("style");
    root.removeAttribute("style");
    window.scrollTo(0, 0);
  });
  const locked = (): boolean =>
    [root, document.body].some(
      (it) => getComputedStyle(it).overflowY === "hidden",
    );

  async function opened(): Promise<Checkout> {
    const checkout = open({ cart: CART, mode: "dialog" });
    checkout.element.open();
    await checkout.on("review");
    await checkout.until(locked, "the lock");
    return checkout;
  }

  for (const [page, body, html] of [
    ["a plain page", "", ""],
    ["a page whose body scrolls", "overflow-x: hidden", ""],
    [
      "a page of the height of the window",
      "height: 100%; overflow: auto",
      "height: 100%",
    ],
    ["a page whose root scrolls", "", "overflow-y: scroll"],
  ] as const)
    it(`stays where it is: ${page}`, async () => {
      document.body.style.cssText = body;
      root.style.cssText = html;
      window.scrollTo(0, 700);
      const { clientWidth } = root;
      const sheets = document.adoptedStyleSheets.length;
      const checkout = await opened();
      expect(window.scrollY).to.equal(700);
      expect(root.clientWidth).to.equal(clientWidth);
      checkout.element.close();
      await checkout.until(() => !locked(), "the end of the lock");
      expect(window.scrollY).to.equal(700);
      expect(document.adoptedStyleSheets).to.have.length(sheets);
    });

  it("scrolls again when the element is removed, and stays when it is put back", async () => {
    const { element, ...checkout } = await opened().then((it) => ({
      element: it.element,
      dialog: it.dialog,
      on: it.on.bind(it),
      until: it.until.bind(it),
    }));
    element.remove();
    expect(locked()).to.equal(false);
    document.body.append(element);
    await checkout.on("review");
    await checkout.until(locked, "the lock");
    expect(checkout.dialog.matches(":modal")).to.equal(true);
  });
});

describe("the page's title", () => {
  const it_ = withRelay();
  const title = document.title;
  function hide(hidden: boolean): void {
    Object.defineProperty(document, "hidden", {
      configurable: true,
      value: hidden,
    });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }
  beforeEach(() => {
    document.title = "Shop";
  });
  afterEach(() => {
    hide(false);
    Reflect.deleteProperty(document, "hidden");
    document.title = title;
  });

  async function paidBehind(): Promise<Checkout> {
    const checkout = await toWaiting();
    await checkout.until(
      () => checkout.element.matches(":state(paying)"),
      "it",
    );
    hide(true);
    it_.relay.pay();
    await checkout.on("succeeded");
    await checkout.element.updateComplete;
    return checkout;
  }

  it("says in the background that it is paid, and is put back in the foreground", async () => {
    const checkout = await paidBehind();
    expect(document.title).to.equal(`${en.$paid} · Shop`);
    expect(checkout.element.matches(":state(paying)")).to.equal(false);
    hide(false);
    expect(document.title).to.equal("Shop");
  });

  it("is put back when the element goes", async () => {
    const { element } = await paidBehind();
    element.remove();
    expect(document.title).to.equal("Shop");
  });

  it("is the page's when the page sets another", async () => {
    await paidBehind();
    document.title = "1 new message";
    hide(false);
    expect(document.title).to.equal("1 new message");
  });

  it("says nothing in front of the shopper, and nothing of an old receipt", async () => {
    const checkout = await toWaiting();
    it_.relay.pay();
    await checkout.on("succeeded");
    expect(document.title).to.equal("Shop");
    checkout.element.remove();
    hide(true);
    await handOver(it_, paidOrder(), "succeeded");
    expect(document.title).to.equal("Shop");
  });
});

describe("the way back to the shop", () => {
  const it_ = withRelay();
  const here = location.href;
  const referrer = (address: string): void => {
    Object.defineProperty(document, "referrer", {
      configurable: true,
      value: address,
    });
  };
  afterEach(() => {
    Reflect.deleteProperty(document, "referrer");
    history.replaceState(history.state, "", here);
  });

  for (const [what, wish, before, path, found] of [
    ["return-url", "/thanks?a=1", "", "", "/thanks?a=1"],
    ["return-url before the referrer", "/thanks", "/cart", "", "/thanks"],
    ["the shop's page before this one", null, "/cart", "", "/cart"],
    ["nothing known", null, "", "", ""],
    ["this page", "#pay", "?step=1", "", ""],
    ["another site", null, "https://search.example/", "", ""],
    [
      "the site before the relay's payment page",
      null,
      "https://shop.example/",
      "/pay/pl_A",
      "https://shop.example/",
    ],
    ["a script", "javascript:alert(1)", "", "", ""],
    ["no address", "https://", "javascript:0", "", ""],
  ] as const)
    it(`is ${found || "unknown"}: ${what}`, () => {
      referrer(before && new URL(before, here).href);
      if (path) history.replaceState(history.state, "", path);
      expect(findShop(wish, location.origin)).to.equal(
        found && new URL(found, here).href,
      );
    });

  it("is a link on the receipt and in an empty checkout", async () => {
    it_.relay.order = paidOrder();
    const wish = { "return-url": "/shop" };
    const ids = { "order-id": it_.relay.order.id, "resume-secret": "secret" };
    for (const attributes of [
      { ...ids, ...wish },
      { cart: "[]", ...wish },
    ]) {
      const checkout = open(attributes);
      await checkout.until(() => checkout.has("a.primary"), "the link");
      expect(checkout.button(en.$toShop).getAttribute("href")).to.equal(
        new URL("/shop", here).href,
      );
    }
  });
});

describe("a receipt in print", () => {
  const it_ = withRelay();
  const print = window.print.bind(window);
  afterEach(() => {
    window.print = print;
  });
  const copies = (): NodeListOf<Element> =>
    document.querySelectorAll("[data-malipo-receipt]");

  it("is a copy of its own that goes when it is printed", async () => {
    const checkout = await handOver(it_, paidOrder(), "succeeded");
    const sheets = document.adoptedStyleSheets.length;
    let printed = "";
    window.print = () => {
      const [copy] = copies();
      printed = copy?.shadowRoot?.textContent ?? "";
      expect(getComputedStyle(copy ?? root).display).to.equal("none");
      expect(document.adoptedStyleSheets).to.have.length(sheets + 1);
    };
    await checkout.until(() => checkout.has(".main .secondary"), "the button");
    await checkout.tap(en.$print);
    expect(printed).to.include("SKL7XQ2P9M").and.include("Black shirt, XL");
    window.dispatchEvent(new Event("afterprint"));
    expect(copies()).to.have.length(0);
    expect(document.adoptedStyleSheets).to.have.length(sheets);
  });

  it("leaves nothing when the element goes before it is printed", async () => {
    const checkout = await handOver(it_, paidOrder(), "succeeded");
    window.print = () => undefined;
    await checkout.until(() => checkout.has(".main .secondary"), "the button");
    await checkout.tap(en.$print);
    expect(copies()).to.have.length(1);
    checkout.element.remove();
    expect(copies()).to.have.length(0);
  });
});
