/** What screen readers announce, each thing once, and what the keyboard does. */
import { expect } from "@open-wc/testing";
import { executeServerCommand } from "@web/test-runner-commands";
import type { Checkout } from "../support/harness.ts";
import { CART, open, toMethod, withRelay } from "../support/harness.ts";
import { paidOrder } from "../support/orders.ts";

const press = (key: string): Promise<unknown> =>
  executeServerCommand("chord", key);

describe("what is announced", () => {
  const it_ = withRelay();

  /** What live regions say from now on, and which headings get the focus. */
  const listen = (checkout: Checkout): readonly string[] => {
    const heard: string[] = [];
    const textOf = (element: Element): string =>
      element.textContent.replace(/\s+/g, " ").trim();
    const live = (node: Node): Element | null | undefined =>
      (node instanceof Element ? node : node.parentElement)?.closest(
        "[role=status], [role=alert], [aria-live=polite]",
      );
    const said = new Map<Element, string>();
    for (const region of checkout.all("[role=status], [aria-live=polite]"))
      said.set(region, textOf(region));
    new MutationObserver((records) => {
      const regions = new Set(records.map(({ target }) => live(target)));
      for (const region of regions) {
        if (!region?.isConnected) continue;
        const text = textOf(region);
        if (text && text !== said.get(region)) heard.push(text);
        said.set(region, text);
      }
    }).observe(checkout.root, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    checkout.root.addEventListener("focusin", ({ target }) => {
      if (target instanceof Element && target.id === "heading")
        heard.push(`focus: ${textOf(target)}`);
    });
    return heard;
  };
  const times = (heard: readonly string[], title: string): number =>
    heard.filter((text) => text.includes(title)).length;

  it("is the title, once, by the focus where the shopper is in the checkout", async () => {
    const checkout = await open({ cart: CART }).on("review");
    const heard = listen(checkout);
    checkout.button("Continue").focus();
    await checkout.tap("Continue");
    await checkout.on("method");
    await checkout.payByPhone();
    await checkout.until(() => times(heard, "Check") > 0, heard.join(" | "));
    expect(heard, JSON.stringify(heard)).to.include(
      "focus: How would you like to pay?",
    );
    for (const title of ["How would you like to pay?", "Check your phone"])
      expect(times(heard, title), heard.join(" | ")).to.equal(1);
  });

  it("is the title, once, by a live region where the shopper is elsewhere on the page", async () => {
    const checkout = await toMethod();
    (document.activeElement as HTMLElement | null)?.blur();
    (checkout.root.activeElement as HTMLElement | null)?.blur();
    const heard = listen(checkout);
    it_.relay.order = paidOrder();
    await checkout.element.refresh();
    await checkout.on("succeeded");
    await checkout.until(() => heard.length > 0, "the title");
    expect(heard.join(" | ")).to.include("Payment received");
    expect(times(heard, "Payment received")).to.equal(1);
    expect(heard.filter((text) => text.startsWith("focus"))).to.deep.equal([]);
  });

  it("is the title, once, in a dialog", async () => {
    const checkout = open({ cart: CART, mode: "dialog" }, "<a href=#>Pay</a>");
    checkout.element.open();
    await checkout.on("review");
    const heard = listen(checkout);
    await checkout.tap("Continue");
    await checkout.on("method");
    await checkout.payByPhone();
    await checkout.until(() => times(heard, "Check") > 0, heard.join(" | "));
    for (const title of ["How would you like to pay?", "Check your phone"])
      expect(times(heard, title), heard.join(" | ")).to.equal(1);
  });

  it("is an invalid number, once, at its field", async () => {
    const checkout = await toMethod();
    const heard = listen(checkout);
    await checkout.type("12345");
    await checkout.until(() => heard.length > 0, "the error");
    expect(times(heard, "Enter a Kenyan mobile number")).to.equal(1);
  });

  it("is that the connection is gone, once", async () => {
    const checkout = await toMethod();
    const heard = listen(checkout);
    Object.defineProperty(navigator, "onLine", {
      configurable: true,
      value: false,
    });
    dispatchEvent(new Event("offline"));
    await checkout.until(() => heard.length > 0, "the banner");
    Reflect.deleteProperty(navigator, "onLine");
    dispatchEvent(new Event("online"));
    expect(times(heard, "You are offline"), heard.join(" | ")).to.equal(1);
  });
});

describe("the keyboard", () => {
  withRelay();

  it("moves between the methods by arrows, and leaves them by Tab", async () => {
    const checkout = await toMethod();
    checkout.find("[type=radio]").focus();
    await press("ArrowDown");
    const card = "[type=radio][aria-label=Card]:checked";
    await checkout.until(() => checkout.has(card), "Card");
    await press("ArrowUp");
    await checkout.until(() => checkout.has("#phone"), "M-Pesa");
    await press("Tab");
    const focused = (): string | undefined => checkout.root.activeElement?.id;
    await checkout.until(() => focused() === "phone", "the field");
  });

  it("sends the form by Enter in its field", async () => {
    const checkout = await toMethod();
    await checkout.type("0712345678");
    checkout.input().focus();
    await press("Enter");
    await checkout.on("waiting");
  });

  it("goes to the field that is wrong", async () => {
    const checkout = await toMethod();
    await checkout.type("123");
    checkout.find("button.primary").focus();
    await press("Enter");
    await checkout.until(
      () => checkout.root.activeElement?.id === "phone",
      "the field",
    );
  });

  it("folds the order by Enter and Space", async () => {
    const checkout = await toMethod();
    checkout.element.style.cssText = "display: block; width: 340px";
    const fold = checkout.find(".fold");
    fold.focus();
    for (const [key, unfolded] of [
      ["Enter", "true"],
      ["Space", "false"],
    ] as const) {
      await press(key);
      const done = (): boolean => fold.ariaExpanded === unfolded;
      await checkout.until(done, key);
    }
  });

  it("opens the dialog by Enter, closes it by Escape, and is back on what opened it", async () => {
    const content = '<a id="trigger" href="#pay">Pay</a>';
    const checkout = open({ cart: CART, mode: "dialog" }, content);
    await checkout.element.updateComplete;
    const trigger = document.querySelector<HTMLElement>("#trigger");
    trigger?.focus();
    await press("Enter");
    await checkout.on("review");
    expect(checkout.dialog.open).to.equal(true);
    await press("Escape");
    await checkout.until(() => !checkout.dialog.open, "the end");
    expect(document.activeElement).to.equal(trigger);
  });
});
