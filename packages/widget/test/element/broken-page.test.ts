/** Pages that have broken what browsers bring, before the element is made or after. Nothing leaves it dead. */
import { expect } from "@open-wc/testing";
import type { Checkout } from "../support/harness.ts";
import { CART, open, toWaiting, withRelay } from "../support/harness.ts";

/** Makes it throw; what is called puts it back. */
function breakIt(owner: object, name: string): () => void {
  const real = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, {
    configurable: true,
    writable: true,
    value: function broken() {
      throw new Error(`${name} is broken`);
    },
  });
  return () => {
    if (real) Object.defineProperty(owner, name, real);
    else Reflect.deleteProperty(owner, name);
  };
}

const WITH_RETURN = { cart: CART, "return-url": "/thanks" };

describe("on a page that has broken", () => {
  const it_ = withRelay();
  const { error } = console;
  const repairs: (() => void)[] = [];
  before(() => {
    console.error = () => undefined;
  });
  after(() => {
    console.error = error;
  });
  afterEach(() => {
    for (const repair of repairs.splice(0)) repair();
  });
  const breaks = (owner: object, name: string): void => {
    repairs.push(breakIt(owner, name));
  };
  const expectUnavailable = async (checkout: Checkout): Promise<void> => {
    await checkout.on("unavailable");
    const told = checkout.heard("malipo-error").length;
    expect(told).to.be.above(0);
    const asked = it_.relay.seen.length;
    // It comes to rest: neither the page nor the relay is told again and again.
    for (let turn = 0; turn < 20; turn++) {
      checkout.element.requestUpdate();
      await checkout.element.updateComplete;
      await new Promise((done) => setTimeout(done));
    }
    expect(checkout.heard("malipo-error")).to.have.length(told);
    expect(it_.relay.seen).to.have.length(asked);
    expect(checkout.screen).to.equal("unavailable");
  };

  for (const name of ["URL", "AbortController", "URLSearchParams"])
    for (const when of ["before", "after"] as const)
      it(`${name}, ${when} the element is made: says that it can't go on`, async () => {
        if (when === "before") breaks(window, name);
        const checkout = open(WITH_RETURN);
        if (when === "after") {
          checkout.element.remove();
          breaks(window, name);
          document.body.append(checkout.element);
        }
        await expectUnavailable(checkout);
      });

  for (const [what, owner, name] of [
    ["the class of style sheets", window, "CSSStyleSheet"],
    ["their filling", CSSStyleSheet.prototype, "replaceSync"],
    ["number formats", Intl, "NumberFormat"],
    ["date formats", Intl, "DateTimeFormat"],
    ["plural rules", Intl, "PluralRules"],
    ["observers", window, "ResizeObserver"],
  ] as const)
    it(`${what}: needs none, and sells`, async () => {
      breaks(owner, name);
      const checkout = await open().on("review");
      expect(getComputedStyle(checkout.element).display).to.equal("block");
      expect(
        getComputedStyle(checkout.find("[part~=primary]")).fontWeight,
      ).not.to.equal("400");
    });

  it("what a view calls: says that it can't go on, and does not ask the relay again and again", async () => {
    const checkout = await toWaiting();
    breaks(Date.prototype, "toLocaleString");
    it_.relay.pay();
    await expectUnavailable(checkout);
    expect(checkout.heard("malipo-error")).to.deep.equal([
      { code: "internal_error", recoverable: true },
    ]);
    for (const repair of repairs.splice(0)) repair();
    await checkout.tap("Try again");
    await checkout.on("succeeded");
  });

  it("the registry, which answers with null: is defined once", async () => {
    const { TAG_NAME, defineMalipo } = await import("../../src/index.ts");
    const defined: string[] = [];
    Object.assign(customElements, {
      get: () => null,
      define: (name: string) => defined.push(name),
    });
    defineMalipo();
    Reflect.deleteProperty(customElements, "get");
    Reflect.deleteProperty(customElements, "define");
    expect(defined).to.deep.equal([TAG_NAME]);
  });
});
