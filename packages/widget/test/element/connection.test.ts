import { expect } from "@open-wc/testing";
import { lost } from "../support/answers.ts";
import {
  attempt,
  HANDED_OVER,
  order,
  paidOrder,
  pendingOrder,
} from "../support/orders.ts";
import { FakeClock, settle } from "../support/clock.ts";
import {
  CART_STORE,
  handOver,
  open,
  toMethod,
  withRelay,
} from "../support/harness.ts";

describe("the connection", () => {
  const it_ = withRelay();
  const online = Object.getOwnPropertyDescriptor(Navigator.prototype, "onLine");
  function setOnline(is: boolean): void {
    Object.defineProperty(navigator, "onLine", {
      configurable: true,
      value: is,
    });
    window.dispatchEvent(new Event(is ? "online" : "offline"));
  }
  afterEach(() => {
    if (online) Reflect.deleteProperty(navigator, "onLine");
  });
  const paid = () => {
    it_.relay.change(paidOrder({ version: 9 }), true);
  };

  it("that is lost is told, and what happened meanwhile is shown when it is back", async () => {
    const checkout = await handOver(it_, pendingOrder(), "waiting");
    setOnline(false);
    await checkout.until(() => checkout.has("[part=banner]"), "the banner");
    expect(checkout.textOf("[part=banner]")).to.include("You are offline");
    expect(checkout.screen).to.equal("waiting");
    paid();
    await settle();
    setOnline(true);
    await checkout.on("succeeded");
    expect(checkout.has("[part=banner]")).to.equal(false);
    expect(
      checkout.heard("malipo-statechange").map(({ connection }) => connection),
    ).to.include("offline");
  });

  it("that was never there is told in honest words, and tried again when it is", async () => {
    it_.relay.instead(/./, lost, 4);
    const clock = new FakeClock().install();
    const checkout = open();
    await clock.tick(30_000);
    clock.restore();
    await checkout.on("unavailable");
    expect(checkout.text).to.include("Check your connection");
    setOnline(true);
    await checkout.on("review");
  });

  it("that falls silent marks what is shown as old", async () => {
    it_.relay.order = pendingOrder({ promptExpiresAt: null });
    const clock = new FakeClock().install();
    const checkout = open(HANDED_OVER);
    await clock.tick(100);
    expect(checkout.screen).to.equal("waiting");
    it_.relay.instead(/./, lost, 99);
    await clock.tick(41_000);
    expect(checkout.textOf("[part=banner]")).to.include("may be out of date");
    clock.restore();
  });

  const cached = (type: "pageshow" | "pagehide"): Event =>
    new PageTransitionEvent(type, { persisted: true });

  for (const [what, target, event] of [
    [
      "the page is shown again",
      document,
      new Event("visibilitychange", { bubbles: true }),
    ],
    ["the window is focused", window, new Event("focus")],
    [
      "the page comes out of the back-forward cache",
      window,
      cached("pageshow"),
    ],
  ] as const)
    it(`is used at once when ${what}`, async () => {
      it_.relay.streaming = false;
      const checkout = await handOver(it_, pendingOrder(), "waiting");
      paid();
      target.dispatchEvent(event);
      await checkout.on("succeeded");
    });

  it("is given up when the page is put away, and taken up again", async () => {
    await handOver(it_, pendingOrder(), "waiting");
    await it_.asked(/events/);
    window.dispatchEvent(cached("pagehide"));
    it_.relay.change({});
    await settle();
    expect(it_.relay.order.version).to.be.greaterThan(3);
    window.dispatchEvent(cached("pageshow"));
    await it_.asked(/events/, 2);
  });

  it("is not needed while the cart is looked at, nor after the end", async () => {
    const checkout = await open().on("review");
    expect(it_.relay.calls(/events/)).to.have.length(0);
    it_.relay.change(paidOrder({ version: 9, id: it_.relay.order.id }));
    await checkout.element.refresh();
    await checkout.on("succeeded");
    await settle();
    expect(it_.relay.calls(/events/)).to.have.length(0);
  });

  it("ends with the element", async () => {
    const checkout = await handOver(it_, pendingOrder(), "waiting");
    checkout.element.remove();
    await settle();
    const before = it_.relay.seen.length;
    window.dispatchEvent(new Event("focus"));
    await settle(20);
    expect(it_.relay.seen).to.have.length(before);
  });

  it("follows what another tab does with the same order", async () => {
    const checkout = await open().on("review");
    it_.relay.change({ status: "pending", attempt: attempt() }, true);
    const key = CART_STORE;
    const stored = JSON.parse(localStorage.getItem(key) ?? "{}") as object;
    localStorage.setItem(
      key,
      JSON.stringify({ ...stored, version: it_.relay.order.version }),
    );
    window.dispatchEvent(new StorageEvent("storage", { key }));
    await checkout.on("waiting");
  });

  it("may come back with other methods", async () => {
    const checkout = await toMethod();
    it_.relay.change({
      methods: order().methods.filter(({ id }) => id === "card"),
    });
    await checkout.until(() => !checkout.has("#phone"), "the change");
    expect(checkout.screen).to.equal("method");
  });
});
