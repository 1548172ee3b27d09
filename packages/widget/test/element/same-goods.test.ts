import { expect } from "@open-wc/testing";
import { keysOf } from "../support/fake-relay.ts";
import { CART, open, toWaiting, withRelay } from "../support/harness.ts";

const SHIRT = "SHRT-BLK-XL-9981";
const OTHER = '[{"sku":"SHRT-BLU-L-9982","quantity":1}]';

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
      const { renderRoot } = [...main.querySelectorAll("malipo-checkout")].at(
        -1,
      ) ?? { renderRoot: null };
      await checkout.until(
        () => renderRoot?.querySelector("[data-screen=waiting]") != null,
        "the same order",
      );
    }
    expect(it_.relay.created).to.have.length(1);
    expect(it_.relay.started).to.have.length(1);
    main.remove();
  });

  for (const [what, cart, again] of [
    [
      "lines in another order",
      `[{"sku":"a","quantity":1},{"sku":"b","quantity":2}]`,
      `[{"sku":"b","quantity":2},{"sku":"a","quantity":1}]`,
    ],
    [
      "other spelling of JSON",
      CART,
      ` [ {"quantity": 1.0, "sku":"${SHIRT}"} ]`,
    ],
    [
      "more said of a line",
      CART,
      `[{"sku":"${SHIRT}","quantity":1,"name":"x"}]`,
    ],
    [
      "a line in two parts",
      `[{"sku":"a","quantity":2}]`,
      `[{"sku":"a","quantity":1},{"sku":"a","quantity":1}]`,
    ],
    [
      "composed and decomposed letters",
      `[{"sku":"caf\u00e9","quantity":1}]`,
      `[{"sku":"cafe\u0301","quantity":1}]`,
    ],
  ] as const)
    it(`in ${what}, with another id and another place`, async () => {
      const first = await open({ cart }).on("review");
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
    it_.relay.instead(/orders$/, () => new Promise<Response>(() => undefined));
    const first = open();
    const second = open();
    await first.until(() => it_.relay.created.length === 1, "the request");
    first.element.remove();
    await second.on("review");
    expect(it_.relay.created).to.have.length(2);
    expect(keysOf(it_.relay.created).size).to.equal(1);
  });

  it("and not by the order in which elements connect", async () => {
    const checkout = await toWaiting();
    checkout.element.remove();
    it_.relay.instead(/orders$/, () => new Promise<Response>(() => undefined));
    const other = open({ cart: OTHER });
    await open({ cart: CART }).on("waiting");
    expect(other.screen).to.equal("loading");
    expect(it_.relay.created.at(-1)?.body).to.deep.include({
      lines: JSON.parse(OTHER) as unknown,
    });
  });

  it("and its lines are not changed while another element shows them", async () => {
    const first = await open().on("review");
    const second = await open().on("review");
    second.element.setAttribute("cart", OTHER);
    await second.until(
      () => it_.relay.created.length === 2,
      "an order of its own",
    );
    await second.on("review");
    expect(it_.relay.calls(/PATCH/)).to.have.length(0);
    expect(first.text).to.include("Black shirt");
  });
});
