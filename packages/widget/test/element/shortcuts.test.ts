/** Pages with shortcuts: what is typed into the checkout is the checkout's. */
import { expect } from "@open-wc/testing";
import { executeServerCommand, sendKeys } from "@web/test-runner-commands";
import type { Checkout } from "../support/harness.ts";
import { CART, open, toMethod, withRelay } from "../support/harness.ts";

const TYPES = ["keydown", "keypress", "keyup"];

describe("a page that takes every key", () => {
  const it_ = withRelay();
  let heard: string[] = [];
  const take = (event: Event): void => {
    heard.push((event as KeyboardEvent).key);
    event.preventDefault();
  };
  const onEach = (method: "addEventListener" | "removeEventListener") => {
    for (const type of TYPES)
      for (const target of [document.body, document, window])
        target[method](type, take);
  };
  beforeEach(() => {
    heard = [];
    onEach("addEventListener");
  });
  afterEach(() => {
    onEach("removeEventListener");
  });

  /** The file about the page around it has loaded. */
  async function guarded(
    checkout: Checkout,
    field: HTMLElement,
    key = "1",
  ): Promise<void> {
    await checkout.until(() => {
      heard = [];
      field.dispatchEvent(
        new KeyboardEvent("keydown", {
          key,
          bubbles: true,
          composed: true,
        }),
      );
      return heard.length === 0;
    }, "the guard");
    field.focus();
    heard = [];
  }

  it("gets none that is typed into a field, and Enter sends the form", async () => {
    const checkout = await toMethod();
    const field = checkout.input();
    await guarded(checkout, field);
    await sendKeys({ type: "0712/? 345 678" });
    expect(field.value).to.equal("0712/? 345 678");
    for (const press of ["Escape", "Backspace", "ArrowLeft", "Home", "Delete"])
      await sendKeys({ press });
    field.select();
    await sendKeys({ type: "0712345678" });
    await sendKeys({ press: "Enter" });
    await checkout.on("waiting");
    expect(heard).to.deep.equal([]);
    expect(it_.relay.started).to.have.length(1);
  });

  for (const key of ["Enter", " "])
    it(`gets none that presses a button: "${key}"`, async () => {
      const checkout = await open({ cart: CART }).on("review");
      const button = checkout.button("Continue");
      await guarded(checkout, button, key);
      await executeServerCommand("chord", key === " " ? "Space" : key);
      await checkout.on("method");
      expect(heard).to.deep.equal([]);
    });

  it("gets no paste, copy or cut", async () => {
    const checkout = await toMethod();
    const field = checkout.input();
    await guarded(checkout, field);
    for (const type of ["paste", "copy", "cut"]) {
      document.addEventListener(type, take, { once: true });
      const event = new ClipboardEvent(type, {
        bubbles: true,
        cancelable: true,
        composed: true,
      });
      field.dispatchEvent(event);
      expect(event.defaultPrevented).to.equal(false);
      document.removeEventListener(type, take);
    }
  });

  it("gets Tab, which its focus trap needs, and the shortcuts from anywhere else", async () => {
    const checkout = await toMethod();
    const field = checkout.input();
    await guarded(checkout, field);
    const press = (target: Element, key: string): void => {
      target.dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true, composed: true }),
      );
    };
    press(field, "Tab");
    press(checkout.find("h2"), "Escape");
    press(checkout.find("h2"), "/");
    expect([...new Set(heard)]).to.deep.equal(["Tab", "Escape", "/"]);
  });

  it("gets what is typed into its own field in one of our slots", async () => {
    const checkout = await open(
      { cart: CART },
      '<input slot="footer" aria-label="Coupon">',
    ).on("review");
    await guarded(checkout, checkout.find(".primary"), "Enter");
    const coupon = checkout.element.querySelector("input");
    coupon?.focus();
    await sendKeys({ press: "a" });
    expect(heard).to.include("a");
  });

  it("hears a listener on the element itself", async () => {
    const checkout = await toMethod();
    await guarded(checkout, checkout.input());
    const own: string[] = [];
    checkout.element.addEventListener("keydown", ({ key }) => own.push(key));
    await sendKeys({ press: "7" });
    expect(own).to.deep.equal(["7"]);
    expect(heard).to.deep.equal([]);
  });
});
