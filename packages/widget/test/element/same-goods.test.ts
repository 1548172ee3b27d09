import { expect } from "@open-wc/testing";
import { never } from "../support/answers.ts";
import { keysOf } from "../support/fake-relay.ts";
import {
  CART,
  open,
  OTHER_CART,
  toWaiting,
  withRelay,
} from "../support/harness.ts";

const SHIRT = "SHRT-BLK-XL-9981";

describe("an order is found again by its goods", () => {
  const it_ = withRelay();

  it("when the page writes the part that holds the element anew", async () => {
    const main = document.createElement("main");
    document.body.append(main);
    const checkout = await toWaiting();
    main.append(checkout.element);
    await checkout.on("waiting");
    for (const before of ["", `<malipo-checkout></malipo-checkout>`]) {
      const { outerHTML } = checkout.element;
      main.innerHTML = before + outerHTML;
      const [again] = [...main.querySelectorAll("malipo-checkout")].slice(-1);
      await checkout.until(
        () => !!again?.renderRoot.querySelector("[data-screen=waiting]"),
        "the same order",
      );
    }
    expect(it_.relay.created).to.have.length(1);
    expect(it_.relay.started).to.have.length(1);
    main.remove();
  });

  for (const [what, again] of [
    ["other spelling of JSON", ` [ {"quantity": 1.0, "sku":"${SHIRT}"} ]`],
    ["more said of a line", `[{"sku":"${SHIRT}","quantity":1,"name":"x"}]`],
  ] as const)
    it(`in ${what}, with another id and another place`, async () => {
      const first = await open().on("review");
      first.element.remove();
      open({ cart: "[]" });
      await open({ cart: again, id: "other" }).on("review");
      expect(it_.relay.created).to.have.length(1);
      expect(it_.relay.calls(/PATCH/)).to.have.length(0);
    });

  it("by two elements that are made in the same moment", async () => {
    const attributes = { cart: CART, locale: "sw" };
    const pair = [open(), open(attributes), open()];
    for (const checkout of pair) await checkout.on("review");
    expect(keysOf(it_.relay.created).size).to.equal(1);
    const ids = pair.map((it) => it.heard("malipo-ready")[0]?.orderId);
    expect(new Set(ids).size).to.equal(1);
  });

  it("by a second element when the first was taken away before the answer", async () => {
    it_.relay.instead(/orders$/, never);
    const first = open();
    const second = open();
    await it_.asked(/orders$/);
    first.element.remove();
    await second.on("review");
    expect(it_.relay.created).to.have.length(2);
    expect(keysOf(it_.relay.created).size).to.equal(1);
  });

  it("and not by the order in which elements connect", async () => {
    const checkout = await toWaiting();
    checkout.element.remove();
    it_.relay.instead(/orders$/, never);
    const other = open({ cart: OTHER_CART });
    await open({ cart: CART }).on("waiting");
    expect(other.screen).to.equal("loading");
    expect(it_.relay.created.at(-1)?.body).to.deep.include({
      lines: JSON.parse(OTHER_CART) as unknown,
    });
  });

  it("and its lines are not changed while another element shows them", async () => {
    const first = await open().on("review");
    const second = await open().on("review");
    second.element.setAttribute("cart", OTHER_CART);
    await it_.asked(/orders$/, 2);
    await second.on("review");
    expect(it_.relay.calls(/PATCH/)).to.have.length(0);
    expect(first.text).to.include("Black shirt");
  });
});
