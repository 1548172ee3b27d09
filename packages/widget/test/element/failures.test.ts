import { expect } from "@open-wc/testing";
import type { Attempt, Order } from "@malipo/protocol";
import { en } from "../../src/locales/en.ts";
import { lost, problem } from "../support/answers.ts";
import { keysOf } from "../support/fake-relay.ts";
import {
  at,
  attempt,
  failure,
  METHODS,
  paidOrder,
  refused,
} from "../support/orders.ts";
import type { Checkout } from "../support/harness.ts";
import { toMethod, toWaiting, withRelay } from "../support/harness.ts";

describe("an attempt that did not pay", () => {
  const it_ = withRelay();
  async function toFailed(
    change?: Partial<Attempt>,
    more?: Partial<Order>,
  ): Promise<Checkout> {
    const checkout = await toWaiting();
    it_.relay.fail(change, more);
    return checkout.on("failed");
  }

  for (const code of [
    "insufficient_funds",
    "limit_exceeded",
    "wrong_pin",
    "phone_unreachable",
    "session_busy",
    "declined",
    "invalid_account",
    "provider_unavailable",
    "unknown",
    "brand_new_code",
  ] as const)
    it(`says why it failed: ${code}`, async () => {
      const checkout = await toFailed({ failure: failure(code as never) });
      const words = en[code === "brand_new_code" ? "unknown" : code];
      expect(checkout.text)
        .to.include(words)
        .and.include("No money was taken.");
      await checkout.tap("Try again");
      expect(checkout.screen).to.equal("method");
      expect(checkout.input().value).to.equal("0712 345 678");
      await checkout.tap("Pay");
      await checkout.on("waiting");
      expect(keysOf(it_.relay.started).size).to.equal(2);
    });

  it("does not say that no money moved when another amount has", async () => {
    const checkout = await toFailed(
      { failure: failure("amount_mismatch", false) },
      { methods: refused(METHODS, "under_review") },
    );
    expect(checkout.text)
      .to.include("Do not pay again")
      .and.not.to.include("No money");
    expect(() => checkout.button("Try again")).to.throw();
    expect(() => checkout.button("Pay another way")).to.throw();
    const contact = checkout.button("Contact Duka la Mashati");
    expect(contact.getAttribute("href")).to.equal("https://shop.example/help");
  });

  it("holds a retry back until it helps", async () => {
    const checkout = await toFailed({
      failure: failure("session_busy", true, 120),
      retryAt: at(65_000),
    });
    expect(checkout.text).to.match(/Try again in 1:0\d/);
    await checkout.tap("Try again in");
    expect(checkout.screen).to.equal("failed");
    await checkout.tap("Pay another way");
    expect(checkout.screen).to.equal("method");
  });

  it("offers only another way when the same one can't help", async () => {
    const checkout = await toFailed({
      failure: failure("limit_exceeded", false),
    });
    expect(() => checkout.button("Try again")).to.throw();
    expect(checkout.button("Pay another way").className).to.include("primary");
  });

  it("becomes paid after it had failed", async () => {
    const checkout = await toFailed();
    it_.relay.pay();
    await checkout.on("succeeded");
  });

  it("tells of a payment made twice", async () => {
    const checkout = await toWaiting();
    const flags = { late: false, overpaid: true, review: false };
    it_.relay.change(paidOrder({ version: 9, flags }));
    await checkout.on("succeeded");
    expect(checkout.text).to.include("paid twice");
  });

  it("marks the number when the relay refuses it", async () => {
    const checkout = await toMethod();
    it_.relay.instead(/attempts$/, () => problem(400, "phone_invalid"));
    await checkout.type("0712345678");
    await checkout.tap("Pay");
    await checkout.on("method");
    await checkout.until(
      () => checkout.find("#phone").ariaInvalid === "true",
      "the mark",
    );
    expect(checkout.has(".notice")).to.equal(false);
  });

  it("shows the attempt that is alive when another tab was faster", async () => {
    const checkout = await toMethod();
    it_.relay.instead(/attempts$/, () => {
      it_.relay.change({ status: "pending", attempt: attempt() }, true);
      return problem(409, "attempt_alive");
    });
    await checkout.payByPhone();
  });

  for (const [status, code, words] of [
    [409, "order_under_review", "looking into this order"],
    [409, "method_unavailable", "Not available"],
    [500, "internal_error", "on our side"],
    [418, "brand_new_code", "not set up correctly"],
  ] as const)
    it(`says in its own words that the attempt was refused: ${code}`, async () => {
      const checkout = await toMethod();
      it_.relay.instead(/attempts$/, () => problem(status, code as never));
      await checkout.type("0712345678");
      await checkout.tap("Pay");
      await checkout.on("method");
      expect(await checkout.notice()).to.include(words);
      expect(checkout.heard("malipo-error").at(-1)?.code).to.equal(code);
    });

  it("repeats the same request when the answer was lost", async () => {
    const checkout = await toMethod();
    it_.relay.instead(/attempts$/, lost);
    await checkout.payByPhone();
    expect(it_.relay.started).to.have.length(2);
    expect(keysOf(it_.relay.started).size).to.equal(1);
  });
});
