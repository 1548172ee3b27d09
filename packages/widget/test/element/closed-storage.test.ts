import { expect } from "@open-wc/testing";
import type { Checkout } from "../support/harness.ts";
import { CART, open, reload, toMethod, withRelay } from "../support/harness.ts";
import { outcomeId } from "../support/orders.ts";
import { keysOf } from "../support/fake-relay.ts";

// As in a browser that keeps nothing for a shop in a frame. Storage is closed before anything has touched it and stays
// so, which is why these tests have a page of their own: code that WebKit has compiled goes on reaching the real storage
// when the property is replaced behind it, and then half of what a test believes closed is stored.
let refused = 0;
Object.defineProperty(window, "localStorage", {
  get() {
    refused++;
    throw new DOMException("denied", "SecurityError");
  },
});

describe("what the browser remembers where storage is closed", () => {
  const it_ = withRelay();
  let tests = 0;
  let wishes: Readonly<Record<string, string>> = {};

  beforeEach(() => {
    refused = 0;
    // The page remembers what the test before has bought, but not at this relay.
    const relay = `https://pay-${++tests}.shop.example`;
    it_.relay.also = relay;
    wishes = { relay, cart: CART };
  });

  afterEach(() => {
    expect(refused).to.be.above(0);
  });

  async function toWaiting(): Promise<Checkout> {
    return (await toMethod(wishes)).payByPhone();
  }

  it("lasts as long as the page", async () => {
    const checkout = await open(wishes).on("review");
    await reload(checkout, wishes).on("review");
    expect(it_.relay.created).to.have.length(1);
  });

  it("is one order for two elements", async () => {
    const one = open(wishes);
    const other = open(wishes);
    await one.on("review");
    await other.on("review");
    expect(it_.relay.created).to.have.length(1);
  });

  it("is the payment under way, and a new key for the next one", async () => {
    const checkout = await toWaiting();
    const again = await reload(checkout, wishes).on("waiting");
    it_.relay.fail();
    await again.on("failed");
    await again.tap("Try again");
    await again.on("method");
    await again.payByPhone();
    expect(it_.relay.created).to.have.length(1);
    expect(it_.relay.started).to.have.length(2);
    expect(keysOf(it_.relay.started).size).to.equal(2);
  });

  it("is which outcome was told", async () => {
    const checkout = await toWaiting();
    it_.relay.pay();
    await checkout.hears("malipo-outcome");
    const again = await reload(checkout, wishes).on("succeeded");
    await again.hears("malipo-ready");
    const told = [checkout, again].flatMap((it) => it.heard("malipo-outcome"));
    expect(told.map((it) => it.outcome.id)).to.deep.equal([outcomeId()]);
  });
});
