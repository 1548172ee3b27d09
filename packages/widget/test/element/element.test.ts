import { expect, nextFrame } from "@open-wc/testing";
import { executeServerCommand } from "@web/test-runner-commands";
import {
  defineMalipo,
  MalipoCheckout,
  SCREENS,
  TAG_NAME,
} from "../../src/index.ts";
import * as server from "../../src/server.ts";
import { atRest } from "../support/at-rest.ts";
import { attempt, pendingOrder } from "../support/orders.ts";
import type { Checkout } from "../support/harness.ts";
import {
  CART,
  handOver,
  open,
  toWaiting,
  withRelay,
} from "../support/harness.ts";

describe("<malipo-checkout>", () => {
  const it_ = withRelay();

  it("can be defined twice", () => {
    defineMalipo();
    defineMalipo();
    expect(customElements.get(TAG_NAME)).to.equal(MalipoCheckout);
  });

  it("knows on a server what it is called, and does nothing", () => {
    expect(server.TAG_NAME).to.equal(TAG_NAME);
    expect(server.SCREENS).to.equal(SCREENS);
    server.defineMalipo();
  });

  it("tells each screen in its turn", async () => {
    const checkout = await toWaiting();
    const turns = checkout
      .heard("malipo-statechange")
      .map(({ previous, state }) => `${previous} ${state}`);
    expect(turns).to.deep.equal([
      "idle loading",
      "loading review",
      "review method",
      "method submitting",
      "submitting waiting",
    ]);
    expect(checkout.heard("malipo-analytics")).to.deep.include({
      action: "pay",
      screen: "submitting",
      method: null,
    });
    const told = JSON.stringify(checkout.heard("malipo-analytics"));
    expect(told).to.not.include("712");
  });

  it("fires events that bubble out of shadow roots", async () => {
    const host = document.createElement("div");
    document.body.append(host);
    const heard: Event[] = [];
    document.addEventListener("malipo-ready", (event) => heard.push(event), {
      once: true,
    });
    const checkout = open();
    host.attachShadow({ mode: "open" }).append(checkout.element);
    await checkout.on("review");
    expect(heard).to.have.length(1);
    host.remove();
  });

  it("speaks Kiswahili, from its attribute or the page's", async () => {
    const checkout = await open({ cart: CART, locale: "sw-KE" }).on("review");
    expect(checkout.text).to.include("Oda yako");
    expect(checkout.find(".theme").lang).to.equal("sw");
    expect(it_.relay.calls(/POST/)[0]?.body).to.include({ locale: "sw" });
    const { lang } = document.documentElement;
    document.documentElement.lang = "sw";
    await checkout.set("locale", null);
    expect(checkout.text).to.include("Oda yako");
    await checkout.set("locale", "en");
    expect(checkout.text).to.include("Your order");
    document.documentElement.lang = lang;
  });

  it("takes the theme from its attribute, its property, or the page", async () => {
    const checkout = await open().on("review");
    const scheme = (): string =>
      getComputedStyle(checkout.find(".root")).colorScheme;
    expect(scheme()).to.equal("normal");
    await checkout.set("theme", "dark");
    expect(scheme()).to.equal("dark");
    checkout.element.theme = "light";
    await checkout.element.updateComplete;
    expect(scheme()).to.equal("light");
  });

  it("draws what was changed while it was off the page", async () => {
    const checkout = await open().on("review");
    checkout.element.remove();
    checkout.element.theme = "dark";
    await checkout.element.updateComplete;
    expect(checkout.find(".theme").className).to.equal("theme auto");
    document.body.append(checkout.element);
    await checkout.element.updateComplete;
    expect(checkout.find(".theme").className).to.equal("theme dark");
  });

  it("shares one style sheet with its like", () => {
    const [first, second] = [open(), open()];
    expect(first.root.adoptedStyleSheets[0]).to.equal(
      second.root.adoptedStyleSheets[0],
    );
  });

  it("uses no style attribute and no style element", async () => {
    const checkout = await handOver(it_, pendingOrder(), "waiting");
    expect(checkout.has("[style], style, link, script")).to.equal(false);
    expect(checkout.root.adoptedStyleSheets).to.have.length(1);
  });

  it("keeps its size whatever the page's root font is", async () => {
    const { fontSize } = document.documentElement.style;
    const checkout = await open().on("review");
    const height = (): number =>
      checkout.button("Continue").getBoundingClientRect().height;
    const before = height();
    document.documentElement.style.fontSize = "62.5%";
    expect(height()).to.equal(before);
    document.documentElement.style.fontSize = fontSize;
  });

  it("moves the focus to each new screen's heading once the shopper is inside", async () => {
    const checkout = await open().on("review");
    expect(document.activeElement).to.equal(document.body);
    checkout.button("Continue").focus();
    await checkout.tap("Continue");
    expect(checkout.root.activeElement?.id).to.equal("heading");
    await executeServerCommand("chord", "Tab");
    expect(checkout.root.activeElement).to.equal(checkout.find("[type=radio]"));
  });

  it("lets what has just appeared have the focus", async () => {
    const checkout = open();
    const { root } = checkout;
    await new Promise<void>((done) => {
      const observer = new MutationObserver(() => {
        if (!checkout.has("[data-screen=review] .primary")) return;
        observer.disconnect();
        done();
      });
      observer.observe(root, {
        attributes: true,
        childList: true,
        subtree: true,
      });
    });
    const button = checkout.find(".primary");
    button.focus();
    expect(root.activeElement).to.equal(button);
  });

  it("announces each screen", async () => {
    const checkout = await open().on("review");
    const said = (): string => checkout.textOf(".unseen");
    expect(said()).to.equal("Your order");
    await checkout.tap("Continue");
    expect(said()).to.equal("How would you like to pay?");
    it_.relay.change({ status: "pending", attempt: attempt() });
    await checkout.on("waiting");
    expect(said()).to.equal("Check your phone");
  });

  it("folds the order's lines away on a narrow screen", async () => {
    const checkout = await handOver(it_, pendingOrder(), "waiting");
    checkout.element.setAttribute("style", "inline-size: 360px");
    await nextFrame(); // WebKit's checkVisibility() is behind with container queries
    const fold = checkout.find(".fold");
    expect(fold.ariaExpanded).to.equal("false");
    expect(checkout.find(".folded").checkVisibility()).to.equal(false);
    fold.click();
    await checkout.element.updateComplete;
    expect(fold.ariaExpanded).to.equal("true");
    expect(checkout.find(".folded").checkVisibility()).to.equal(true);
  });

  it("shows what the page puts in its slots", async () => {
    const checkout = await open(
      { cart: CART },
      '<b slot="header">Shop</b><i slot="summary">Free delivery</i>',
    ).on("review");
    expect(checkout.slotted("header")).to.have.length(1);
    expect(checkout.slotted("summary")).to.have.length(1);
  });
});

describe('<malipo-checkout mode="dialog">', () => {
  const it_ = withRelay();
  const DIALOG = { cart: CART, mode: "dialog" };
  const LINK = '<a href="#plain">Pay now</a>';
  const link = (checkout: Checkout, selector = "a"): HTMLElement => {
    const found = checkout.element.querySelector<HTMLElement>(selector);
    if (!found) throw new Error("no link");
    return found;
  };

  /** The page has not been kept from following the link. */
  const expectToFollow = (target: EventTarget): void => {
    target.addEventListener(
      "click",
      (event) => {
        expect(event.defaultPrevented).to.equal(false);
        event.preventDefault();
      },
      { once: true },
    );
  };
  const opened = (content = LINK): Promise<Checkout> => {
    const checkout = open(DIALOG, content);
    checkout.element.open();
    return checkout.on("review");
  };

  it("asks the relay nothing before it is opened", async () => {
    const checkout = open(DIALOG, LINK);
    await checkout.element.updateComplete;
    expect(it_.relay.seen).to.have.length(0);
    expect(checkout.dialog.open).to.equal(false);
  });

  it("opens from its link, names itself, and gives the focus back", async () => {
    const checkout = open(DIALOG, LINK);
    await checkout.element.updateComplete;
    const trigger = link(checkout);
    trigger.focus();
    trigger.click();
    await checkout.on("review");
    const dialog = checkout.dialog;
    expect(dialog.open).to.equal(true);
    expect(dialog.getAttribute("aria-labelledby")).to.equal("heading");
    expect(location.hash).to.equal("");
    expect(checkout.root.activeElement).to.not.equal(null);
    await checkout.tap("Close");
    expect(dialog.open).to.equal(false);
    expect(document.activeElement).to.equal(trigger);
    expect(checkout.heard("malipo-close")).to.have.length(1);
  });

  it("lets the link be a link for another tab", async () => {
    const checkout = open(DIALOG, LINK);
    await checkout.element.updateComplete;
    const withCtrl = new MouseEvent("click", {
      bubbles: true,
      cancelable: true,
      composed: true,
      ctrlKey: true,
    });
    expectToFollow(document);
    link(checkout).dispatchEvent(withCtrl);
    await checkout.element.updateComplete;
    expect(checkout.dialog.open).to.equal(false);
  });

  it("stays open when the page prevents its closing, also by Escape", async () => {
    const checkout = await opened();
    let prevent = true;
    checkout.element.addEventListener("malipo-close", (event) => {
      if (prevent) event.preventDefault();
    });
    const dialog = checkout.dialog;
    checkout.element.close();
    await checkout.element.updateComplete;
    expect(dialog.open).to.equal(true);
    await atRest(checkout);
    // Browsers ask a page the first time at most.
    for (let time = 1; time <= 3; time++) {
      await executeServerCommand("chord", "Escape");
      await checkout.hears("malipo-close", 1 + time);
      await checkout.until(() => dialog.open, "the dialog");
    }
    prevent = false;
    checkout.element.close();
    await checkout.element.updateComplete;
    expect(dialog.open).to.equal(false);
  });

  it("goes on with the payment while it is closed", async () => {
    const checkout = await opened();
    checkout.element.close();
    await checkout.element.updateComplete;
    checkout.element.open();
    await checkout.on("review");
    expect(it_.relay.calls(/POST/)).to.have.length(1);
  });

  it("does not open by a click inside one of its slots", async () => {
    const checkout = await opened(
      LINK + '<a slot="footer" href="#terms">Terms</a>',
    );
    const terms = link(checkout, "[slot=footer]");
    expectToFollow(terms);
    terms.click();
  });

  it("is accessible", async () => {
    const checkout = await opened();
    checkout.finishAnimations();
    await expect(checkout.element).to.be.accessible();
  });
});
