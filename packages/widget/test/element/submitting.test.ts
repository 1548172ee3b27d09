/** While the request is on its way, and where nobody knows whether it went out. */
import { expect } from "@open-wc/testing";
import { en } from "../../src/locales/en.ts";
import { FakeClock, settle } from "../support/clock.ts";
import { keysOf } from "../support/fake-relay.ts";
import type { Checkout } from "../support/harness.ts";
import {
  CART,
  handOver,
  open,
  reload,
  toMethod,
  withRelay,
} from "../support/harness.ts";
import {
  HANDED_OVER,
  attempt,
  METHODS,
  order,
  pendingOrder,
  RELAY,
} from "../support/orders.ts";

const never = (): Promise<Response> => new Promise(() => undefined);
const lost = (): Promise<Response> => Promise.reject(new TypeError("lost"));

describe("a request that is being sent", () => {
  const it_ = withRelay();
  const clock = new FakeClock();
  beforeEach(() => {
    it_.relay.methods = [
      ...METHODS,
      { id: "paybill", available: true },
      { id: "cowries", title: "Cowries", input: "none", available: true },
    ];
    it_.relay.instead(/attempts$/, never);
  });
  afterEach(() => {
    clock.restore();
  });

  /** Slow from the first moment: the clock stands still until the test lets it go on. */
  async function send(method: string): Promise<Checkout> {
    const checkout = await toMethod();
    checkout.find(`[aria-describedby=${method}]`).click();
    await checkout.element.updateComplete;
    if (method === "mpesa") await checkout.type("0712345678");
    checkout.element.remove();
    await settle();
    clock.install();
    document.body.append(checkout.element);
    await clock.standUntil(() => checkout.screen === "method");
    await clock.tick(1000);
    return checkout;
  }

  for (const [method, title, slow] of [
    ["mpesa", en.submitting, en.$slowPrompt],
    ["card", en.redirecting, en.$slowCard],
    ["paybill", en.loading, en.$slowTransfer],
    ["cowries", en.loading, en.$confirmingText],
  ] as const)
    it(`says what takes so long: ${method}`, async () => {
      const checkout = await send(method);
      checkout.find(".foot .primary").click();
      await clock.standUntil(() => checkout.screen === "submitting");
      await clock.tick(7000);
      expect(checkout.text).to.include(title).and.not.include(slow);
      expect(checkout.text.includes("0712 345 678")).to.equal(
        method === "mpesa",
      );
      await clock.tick(2000);
      expect(checkout.text).to.include(slow);
      expect(() => checkout.button("Pay another way")).to.throw();
      await checkout.tap("Stop waiting");
      expect(checkout.screen).to.equal("method");
      expect(checkout.find(".notice").textContent).to.include(
        en.attempt_unknown,
      );
    });

  it("is the same request when the shopper stops waiting and sends it again", async () => {
    const checkout = await send("mpesa");
    checkout.find(".foot .primary").click();
    await clock.standUntil(() => checkout.screen === "submitting");
    await clock.tick(9000);
    await checkout.tap("Stop waiting");
    checkout.find(".foot .primary").click();
    await clock.standUntil(() => checkout.screen === "waiting");
    expect(it_.relay.started).to.have.length(2);
    expect(keysOf(it_.relay.started).size).to.equal(1);
  });

  it("can be checked and cancelled when the relay knows it", async () => {
    it_.relay.order = pendingOrder({ status: "submitting", action: null });
    clock.install();
    const checkout = open(HANDED_OVER);
    await clock.tick(9000);
    expect(checkout.screen).to.equal("submitting");
    expect(checkout.text).to.include(en.$slowPrompt);
    expect(() => checkout.button("Stop waiting")).to.throw();
    await checkout.tap("Check now");
    await clock.tick(0);
    expect(it_.relay.calls(/check$/)).to.have.length(1);
    await checkout.tap("Pay another way");
    await clock.tick(0);
    expect(checkout.screen).to.equal("method");
    expect(it_.relay.calls(/cancel$/)).to.have.length(1);
  });
});

describe("a request of which nobody knows whether it went out", () => {
  const it_ = withRelay();

  it("is not repeated once its attempt has turned up and ended", async () => {
    const checkout = await toMethod();
    it_.relay.instead(/attempts$/, () => {
      it_.relay.change({ status: "pending", attempt: attempt() });
      return lost();
    });
    await checkout.payByPhone();
    it_.relay.fail();
    await checkout.on("failed");
    await checkout.tap("Try again");
    await checkout.payByPhone();
    expect(it_.relay.started).to.have.length(2);
    expect(keysOf(it_.relay.started).size).to.equal(2);
  });
  const unsure = (): void => {
    it_.relay.change({
      status: "pending",
      attempt: attempt({ status: "submit_unknown", action: null }),
    });
  };

  const answer = (): Response => {
    const { order } = it_.relay;
    return new Response(JSON.stringify({ attempt: order.attempt, order }), {
      status: 201,
    });
  };
  for (const [when, reply] of [
    ["that has an answer", answer],
    ["whose answer never comes", never],
  ] as const)
    it(`is told as that, with the number, also after a reload: one ${when}`, async () => {
      const checkout = await toMethod();
      it_.relay.instead(/attempts$/, () => {
        unsure();
        return reply();
      });
      await checkout.type("0712345678");
      await checkout.tap("Pay KES");
      await checkout.on("waiting");
      expect(checkout.text)
        .to.include(en.$unsure)
        .and.include("reached 0712 345 678")
        .and.not.include("Check your phone");
      const again = await reload(checkout).on("waiting");
      expect(again.text).to.include("reached 0712 ••• 678");
      // What is stored is masked.
      const stored = Object.keys(localStorage)
        .filter((key) => key.includes(RELAY))
        .map((key) => localStorage.getItem(key))
        .join();
      expect(stored).to.include("•••").and.not.include("712345");
    });

  it("is told as that when the number is not known here", async () => {
    const checkout = await handOver(
      it_,
      pendingOrder({ status: "submit_unknown", action: null }),
      "waiting",
    );
    expect(checkout.text).to.include("reached your phone.");
  });

  it("keeps the number when the connection broke, and does not send it twice", async () => {
    const checkout = await toMethod();
    it_.relay.instead(/attempts$/, lost, 4);
    const clock = new FakeClock().install();
    await checkout.type("0712345678");
    await checkout.tap("Pay KES");
    await clock.tick(30_000);
    clock.restore();
    await checkout.on("method");
    expect(checkout.find(".notice").textContent).to.include(en.attempt_unknown);
    expect(checkout.input().value).to.equal("0712 345 678");
    await checkout.tap("Pay KES");
    await checkout.on("waiting");
    expect(keysOf(it_.relay.started).size).to.equal(1);
  });

  it("is found by a reload that came before the answer", async () => {
    const checkout = await open({ cart: CART, review: "off" }).on("method");
    it_.relay.instead(/attempts$/, never);
    await checkout.type("0712345678");
    await checkout.tap("Pay KES");
    await checkout.until(() => it_.relay.started.length === 1, "the request");
    it_.relay.change({
      status: "pending",
      attempt: attempt({ status: "submitting", action: null }),
    });
    const again = await reload(checkout, { cart: CART }).on("submitting");
    expect(again.text).to.include("0712 ••• 678");
    it_.relay.changeAttempt({ status: "submit_unknown" });
    await again.on("waiting");
    expect(again.text).to.include("reached 0712 ••• 678");
    expect(order().attempt).to.equal(null);
  });
});
