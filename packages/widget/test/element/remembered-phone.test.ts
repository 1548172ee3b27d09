/** The phone number that a shopper lets the browser remember. */
import { expect } from "@open-wc/testing";
import { en } from "../../src/locales/en.ts";
import type { Checkout } from "../support/harness.ts";
import { CART, open, reload, toMethod, withRelay } from "../support/harness.ts";
import { RELAY } from "../support/orders.ts";

const KEY = `malipo:v1:${RELAY}:phone`;
const NUMBER = "254712345678";
const OTHER = "254733000111";
const SHOWN = "0712 345 678";

const kept = (): unknown => JSON.parse(localStorage.getItem(KEY) ?? "null");
const keep = (numbers: unknown): void => {
  localStorage.setItem(KEY, JSON.stringify(numbers));
};
const box = (checkout: Checkout): HTMLInputElement =>
  checkout.input("[part=remember] input");

describe("a phone number", () => {
  const it_ = withRelay();
  beforeEach(() => {
    it_.relay.methods = [
      { id: "mpesa", available: true },
      { id: "airtel", available: true },
      { id: "card", available: true },
    ];
  });

  async function toPaid(phone = "0712345678"): Promise<Checkout> {
    const checkout = await toMethod();
    await checkout.type(phone);
    await checkout.tap("Pay");
    await checkout.on("waiting");
    it_.relay.pay();
    return checkout.on("succeeded");
  }
  const offered = async (checkout: Checkout): Promise<Checkout> => {
    await checkout.until(() => checkout.has("[part=remember]"), "the offer");
    return checkout;
  };
  /** At the methods, with the number filled in. */
  const toFilled = async (): Promise<Checkout> => {
    const checkout = await toMethod();
    await checkout.until(
      () => checkout.input().value === SHOWN,
      "the remembered number",
    );
    return checkout;
  };

  it("is remembered after a payment, if the shopper says so, until the shopper says otherwise", async () => {
    const checkout = await offered(await toPaid());
    expect(box(checkout).checked).to.equal(false);
    expect(kept()).to.equal(null);
    expect(checkout.textOf("[part=remember]")).to.include(SHOWN);
    box(checkout).click();
    expect(kept()).to.deep.equal({ mpesa: NUMBER });
    box(checkout).click();
    expect(localStorage.getItem(KEY)).to.equal(null);
  });

  it("is filled in for the next payment, and sent with it alone", async () => {
    keep({ mpesa: NUMBER });
    const checkout = await toFilled();
    expect(JSON.stringify(it_.relay.created)).not.to.include("712");
    await checkout.tap("Pay");
    await checkout.on("waiting");
    expect(it_.relay.started[0]?.body).to.deep.equal({
      method: "mpesa",
      phone: NUMBER,
    });
    it_.relay.pay();
    await offered(await checkout.on("succeeded"));
    expect(box(checkout).checked).to.equal(true);
  });

  it("is forgotten with one tap beside the field, which is then empty and focused", async () => {
    keep({ mpesa: NUMBER, airtel: OTHER });
    const checkout = await toFilled();
    await checkout.tap(en.$forget);
    expect(kept()).to.deep.equal({ airtel: OTHER });
    expect(checkout.input().value).to.equal("");
    expect(checkout.input().getAttribute("aria-invalid")).to.equal("false");
    expect(checkout.root.activeElement).to.equal(checkout.input());
    expect(checkout.text).not.to.include(en.$forget);
  });

  it("belongs to the method that it has paid by", async () => {
    keep({ mpesa: NUMBER, airtel: OTHER });
    const checkout = await toFilled();
    await checkout.pick(1);
    await checkout.until(
      () => checkout.input().value === "0733 000 111",
      "Airtel's",
    );
    await checkout.pick(2);
    await checkout.pick(0);
    await checkout.until(() => checkout.input().value === SHOWN, "M-Pesa's");
  });

  it("is not put in place of what the shopper has typed, or has taken out", async () => {
    keep({ mpesa: NUMBER, airtel: OTHER });
    const checkout = await toFilled();
    await checkout.type("");
    await checkout.pick(1);
    expect(checkout.input().value).to.equal("");
    await checkout.type("0722");
    await checkout.pick(0);
    expect(checkout.input().value).to.equal("0722");
    expect(checkout.text).not.to.include(en.$forget);
  });

  it("does not replace the one that the page knows", async () => {
    keep({ mpesa: NUMBER });
    const checkout = await toMethod({ customer: '{"phone":"0722000111"}' });
    await checkout.until(() => checkout.has("[part=language]"), "late files");
    expect(checkout.input().value).to.include("722");
  });

  for (const stored of [
    "",
    "null",
    "{",
    "7",
    '["254712345678"]',
    '"254712345678"',
    '{"mpesa":null}',
    '{"mpesa":254712345678}',
    '{"mpesa":"0712345678"}',
    '{"mpesa":"2348012345678"}',
    '{"mpesa":"254712345678<b>"}',
    '{"mpesa":["254712345678"]}',
    '{"airtel":"254712345678"}',
    '{"M-Pesa":"254712345678"}',
    '{"orderId":"ord_AAAAAAAAAAAAAAAAAAAAAA"}',
  ])
    it(`is none where ${stored || "nothing"} is stored`, async () => {
      localStorage.setItem(KEY, stored);
      const checkout = await toMethod();
      await checkout.until(() => checkout.has("[part=language]"), "late files");
      expect(checkout.input().value).to.equal("");
      expect(checkout.text).not.to.include(en.$forget);
    });

  it("is not offered after a payment without one, or after a reload", async () => {
    const checkout = await toMethod();
    await checkout.payByPhone();
    const again = await reload(checkout, { cart: CART }).on("waiting");
    it_.relay.pay();
    await again.on("succeeded");
    await again.until(() => again.has("[part=language]"), "late files");
    expect(again.has("[part=remember]")).to.equal(false);
  });

  it("that another tab has forgotten, or remembered, is so here too", async () => {
    const checkout = await offered(await toPaid());
    keep({ mpesa: OTHER });
    box(checkout).click();
    expect(kept()).to.deep.equal({ mpesa: NUMBER });
    await checkout.element.updateComplete;
    localStorage.removeItem(KEY);
    checkout.element.requestUpdate();
    await checkout.element.updateComplete;
    expect(box(checkout).checked).to.equal(false);
  });

  it("is not shown as remembered where storage is full", async () => {
    const checkout = await offered(await toPaid());
    const real = Object.getOwnPropertyDescriptor(Storage.prototype, "setItem");
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    try {
      box(checkout).click();
    } finally {
      if (real) Object.defineProperty(Storage.prototype, "setItem", real);
    }
    expect(box(checkout).checked).to.equal(false);
    expect(checkout.screen).to.equal("succeeded");
  });

  it("of one relay is not another's", async () => {
    localStorage.setItem(
      "malipo:v1:https://other.example:phone",
      JSON.stringify({ mpesa: NUMBER }),
    );
    const checkout = await open({ cart: CART, review: "off" }).on("method");
    await checkout.until(() => checkout.has("[part=language]"), "late files");
    expect(checkout.input().value).to.equal("");
    localStorage.removeItem("malipo:v1:https://other.example:phone");
  });
});
