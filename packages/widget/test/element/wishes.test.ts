import { expect } from "@open-wc/testing";
import { returnAddress, withoutOurs } from "../../src/return-address.ts";
import { problem } from "../support/fake-relay.ts";
import { RELAY } from "../support/orders.ts";
import { CART, open, toWaiting, withRelay } from "../support/harness.ts";

const LINES = [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }];
const PERSON = { email: "amina@example.com" };

describe("what the page says of the element", () => {
  const it_ = withRelay();
  const body = (): unknown =>
    it_.relay.calls(/POST \/v1\/orders$/).at(-1)?.body;

  for (const [property, text, value] of [
    ["cart", CART, LINES],
    ["methods", "mpesa, card", ["mpesa", "card"]],
    ["customer", JSON.stringify(PERSON), PERSON],
    ["testPanel", "", true],
    ["relay", RELAY, RELAY],
  ] as const)
    it(`is the same by attribute and property, early and late: ${property}`, () => {
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
      Object.assign(early, { [property]: text });
      const Base = blank.constructor as CustomElementConstructor;
      customElements.define(name, class extends Base {});
      document.body.append(early);
      expect(early).to.have.deep.property(property, value);
      early.remove();
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

  for (const [what, attributes, field] of [
    [
      "a return address",
      { cart: CART, "return-url": "http://[bad" },
      "returnUrl",
    ],
    ["no relay", { cart: CART, relay: "" }, "relay"],
  ] as const)
    it(`is told when it makes no sense: ${what}`, async () => {
      const checkout = await open(attributes).on("unavailable");
      expect(checkout.heard("malipo-error")).to.deep.equal([
        { code: "configuration", recoverable: false, field },
      ]);
      checkout.element.setAttribute("relay", RELAY);
      checkout.element.removeAttribute("return-url");
      await checkout.on("review");
    });

  for (const cart of ["[null]", "[7]", "{}", '[{"sku":1}]', "[", '"x"'])
    it(`is refused, and the field named: cart='${cart}'`, async () => {
      const response = problem(400, "invalid_request");
      const told = {
        ...((await response.json()) as object),
        errors: [{ field: "lines[0].sku", message: "is missing" }],
      };
      it_.relay.instead(
        /orders$/,
        () => new Response(JSON.stringify(told), { status: 400 }),
      );
      const checkout = await open({ cart }).on("unavailable");
      expect(checkout.heard("malipo-error")).to.deep.equal([
        { code: "invalid_request", recoverable: false, field: "lines[0].sku" },
      ]);
    });

  it("does not end a payment under way when it makes no sense any more", async () => {
    const checkout = await toWaiting();
    checkout.element.setAttribute("return-url", "http://[bad");
    await checkout.until(
      () => checkout.heard("malipo-error").length > 0,
      "the error",
    );
    expect(checkout.screen).to.equal("waiting");
  });

  for (const name of ["URL", "AbortController", "URLSearchParams"] as const)
    it(`shows that it can't go on where the page breaks ${name}`, async () => {
      const real = Object.getOwnPropertyDescriptor(window, name);
      const checkout = open();
      Object.defineProperty(window, name, {
        configurable: true,
        value: function broken() {
          throw new Error("broken");
        },
      });
      try {
        checkout.element.remove();
        checkout.element.setAttribute("return-url", "/thanks");
        document.body.append(checkout.element);
        await checkout.on("unavailable");
        expect(checkout.heard("malipo-error")).to.have.length.above(0);
      } finally {
        if (real) Object.defineProperty(window, name, real);
      }
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
