import { elementUpdated, expect } from "@open-wc/testing";
import type { CartLine } from "@malipo/protocol";
import { lateFiles } from "../../src/late-files.ts";
import { returnAddress, withoutOurs } from "../../src/return-address.ts";
import { withClock } from "../support/clock.ts";
import { json } from "../support/answers.ts";
import { RELAY } from "../support/orders.ts";
import { CART, open, toWaiting, withRelay } from "../support/harness.ts";

const LINES = [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }];
const PERSON = { email: "amina@example.com" };

describe("what the page says of the element", () => {
  const it_ = withRelay();
  const { warn } = console;
  const warnings: string[] = [];
  /** The sentences are in a late file, which whoever asked first gets first. */
  const warned = async (what: string): Promise<readonly string[]> => {
    await lateFiles.dev();
    return warnings.filter((it) => it.includes(what));
  };
  before(() => {
    console.warn = (text: string) => warnings.push(text);
  });
  after(() => {
    console.warn = warn;
  });
  const body = (): unknown => it_.relay.created.at(-1)?.body;

  for (const [property, text, value] of [
    ["cart", CART, LINES],
    ["methods", "mpesa, card", ["mpesa", "card"]],
    ["customer", JSON.stringify(PERSON), PERSON],
    ["testPanel", "", true],
    ["relay", RELAY, RELAY],
  ] as const)
    it(`is the same by attribute and property, early and late: ${property}`, async () => {
      const attribute = property.replace("P", "-p");
      const late = document.createElement("malipo-checkout");
      const byText = document.createElement("malipo-checkout");
      byText.setAttribute(attribute, text);
      expect(byText).to.have.deep.property(property, value);
      for (const set of [text, value]) {
        Object.assign(late, { [property]: set });
        expect(late).to.have.deep.property(property, value);
      }
      Object.assign(late, { [property]: undefined });
      const blank = document.createElement("malipo-checkout");
      expect(late[property]).to.deep.equal(blank[property]);
      const name = `early-${crypto.randomUUID()}`;
      const early = document.createElement(name);
      // What a property said before the definition goes before the attribute.
      early.setAttribute(attribute, "");
      Object.assign(early, { [property]: text });
      const Base = blank.constructor as CustomElementConstructor;
      customElements.define(name, class extends Base {});
      document.body.append(early);
      await elementUpdated(early);
      expect(early).to.have.deep.property(property, value);
      early.remove();
    });

  const BLUE = "SHRT-BLU-L-9982";

  it("is the list as it was when it was set, and anew when it is set again", async () => {
    const cart = [{ ...LINES[0], quantity: 1 }] as CartLine[];
    const checkout = open({});
    checkout.element.cart = cart;
    await checkout.on("review");
    cart.push({ sku: BLUE, quantity: 1 });
    checkout.element.theme = "dark";
    await checkout.element.updateComplete;
    expect(it_.relay.calls(/PATCH/)).to.have.length(0);
    checkout.element.cart = cart;
    await checkout.until(() => checkout.text.includes("Blue"), "both shirts");
    expect(it_.relay.calls(/PATCH/)).to.have.length(1);
  });

  it("counts also when a listener says it in the middle of an update", async () => {
    const checkout = await open().on("review");
    checkout.element.addEventListener(
      "malipo-statechange",
      ({ detail }) => {
        expect(detail.state).to.equal("idle");
        checkout.element.cart = [{ sku: BLUE, quantity: 1 }];
      },
      { once: true },
    );
    checkout.element.cart = [];
    await checkout.on("review");
    await checkout.until(() => checkout.text.includes("Blue"), "the blue one");
  });

  for (const [customer, sent] of [
    ['{"email":"","phone":""}', undefined],
    ['{"email":"amina@example.com "}', PERSON],
    ['{"email":"amina","name":" Amina "}', { name: "Amina" }],
    [`{"name":"${"a".repeat(129)}","phone":"${"0".repeat(33)}"}`, undefined],
    ['{"email":7,"vip":true}', undefined],
    ["{email: amina}", undefined],
    ["", undefined],
    ["null", undefined],
    ["[]", undefined],
    ['"amina"', undefined],
  ] as const)
    it(`never stops a sale as a customer: ${customer.slice(0, 40)}`, async () => {
      await open({ cart: CART, customer }).on("review");
      const { customer: told } = body() as { customer?: unknown };
      expect(told).to.deep.equal(sent);
    });

  for (const [what, attributes, field, sentence] of [
    [
      "a return address",
      { cart: CART, "return-url": "http://[bad" },
      "returnUrl",
      "returnUrl: set it to a URL",
    ],
    ["no relay", { cart: CART, relay: "" }, "relay", "relay: set it to a URL"],
    [
      "a relay without https://",
      { cart: CART, relay: "pay.example" },
      "relay",
      "relay: set it to a URL",
    ],
  ] as const)
    it(`is told when it makes no sense: ${what}`, async () => {
      const checkout = await open(attributes).on("unavailable");
      expect(checkout.heard("malipo-error")).to.deep.equal([
        { code: "configuration", recoverable: false, field },
      ]);
      expect(await warned(sentence)).to.have.length(1);
      checkout.element.setAttribute("relay", RELAY);
      checkout.element.removeAttribute("return-url");
      await checkout.on("review");
    });

  it("is named where what to do can't be had", async () => {
    const { dev } = lateFiles;
    lateFiles.dev = () => Promise.reject(new TypeError("not found"));
    try {
      await open({ cart: CART, theme: "dusk" }).on("review");
    } finally {
      lateFiles.dev = dev;
    }
    expect(await warned('"dusk"')).to.have.length(1);
  });

  for (const cart of ["[null]", "[7]", "{}", '[{"sku":1}]', "[", '"x"'])
    it(`is refused, and the field named: cart='${cart}'`, async () => {
      const code = "invalid_request";
      const errors = [{ field: "lines[0].sku", message: "is missing" }];
      it_.relay.instead(/orders$/, () => json(400, { code, errors }));
      const checkout = await open({ cart }).on("unavailable");
      expect(checkout.heard("malipo-error")).to.deep.equal([
        { code, recoverable: false, field: "lines[0].sku" },
      ]);
    });

  for (const [attribute, field, value] of [
    ["methods", "methods", "mpessa"],
    ["methods", "methods", "m-pesa card"],
    ["methods", "methods", "toString"],
    ["mode", "mode", "popup"],
    ["theme", "theme", "night"],
  ] as const)
    it(`is told once when it is not known: ${attribute}="${value}"`, async () => {
      const attributes = { cart: CART, [attribute]: value };
      const checkout = await open(attributes).on("review");
      const told = [{ code: "configuration", recoverable: false, field }];
      expect(checkout.heard("malipo-error")).to.deep.equal(told);
      expect(await warned(`"${value.split(" ")[0] ?? ""}"`)).to.have.length(1);
      await checkout.set(attribute, value);
      expect(checkout.heard("malipo-error")).to.deep.equal(told);
      await checkout.set(attribute, "else");
      expect(checkout.heard("malipo-error")).to.deep.equal([...told, ...told]);
      // Once for the page's console, not once for each element.
      await open(attributes).on("review");
      expect(await warned(`"${value.split(" ")[0] ?? ""}"`)).to.have.length(1);
    });

  describe("and when it says nothing", () => {
    const clock = withClock();
    for (const [what, attributes, fields] of [
      ["nothing to pay", {}, ["cart"]],
      ["nothing to pay in a dialog", { mode: "dialog" }, ["cart"]],
      ["nothing at all", { relay: "" }, ["relay", "cart"]],
      ["an empty cart", { cart: "[]" }, []],
      ["an empty cart and no relay", { cart: "[]", relay: "" }, ["relay"]],
    ] as const)
      it(`is told: ${what}`, async () => {
        const checkout = open(attributes);
        await clock.tick(500);
        expect(checkout.heard("malipo-error")).to.deep.equal([]);
        await clock.tick(1000);
        const told = checkout
          .heard("malipo-error")
          .filter(({ code }) => code === "configuration");
        expect(told.map(({ field }) => field)).to.deep.equal(fields);
        for (const field of fields)
          expect(await warned(field)).to.have.length.above(0);
      });

    it("is not told when it comes a little late", async () => {
      const checkout = open({});
      await clock.tick(500);
      checkout.element.cart = LINES;
      await clock.tick(1000);
      expect(checkout.screen).to.equal("review");
      expect(checkout.heard("malipo-error")).to.deep.equal([]);
    });
  });

  it("does not end a payment under way when it makes no sense any more", async () => {
    const checkout = await toWaiting();
    await checkout.set("return-url", "http://[bad");
    await checkout.hears("malipo-error");
    expect(checkout.screen).to.equal("waiting");
  });
});

describe("addresses", () => {
  for (const [address, left] of [
    ["/shop?malipo_order=a#/checkout", "/shop#/checkout"],
    [
      "/shop?malipo_order=a&malipo_code=b#/x?malipo_order=c",
      "/shop#/x?malipo_order=c",
    ],
    ["/index.php?/checkout/pay&malipo_order=a", "/index.php?/checkout/pay"],
    ["/?a=%7e+b&malipo_order=a&c", "/?a=%7e+b&c"],
    ["/?malipo_orders=1&&x==", "/?malipo_orders=1&&x=="],
    ["/?", "/?"],
    ["/#", "/#"],
    ["/", "/"],
  ] as const)
    it(`keep every byte that is not ours: ${address}`, () => {
      expect(withoutOurs(address)).to.equal(left);
    });

  it("that are too long to come back to lose their end", () => {
    const before = location.href;
    history.replaceState(null, "", `#${"a".repeat(2100)}`);
    expect(returnAddress(null)).to.equal(before.split("#")[0]);
    history.replaceState(null, "", `?${"a".repeat(2100)}`);
    expect(returnAddress(null)).to.equal(before.split(/[?#]/)[0]);
    history.replaceState(null, "", before);
  });
});
