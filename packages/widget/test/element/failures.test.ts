import { expect } from "@open-wc/testing";
import { en } from "../../src/locales/en.ts";
import { problem } from "../support/answers.ts";
import { keysOf } from "../support/fake-relay.ts";
import { at, attempt, failure, outcome } from "../support/orders.ts";
import { toMethod, toWaiting, withRelay } from "../support/harness.ts";

describe("an attempt that did not pay", () => {
  const it_ = withRelay();

  for (const [code, words] of [
    ["insufficient_funds", en.insufficient_funds],
    ["limit_exceeded", en.limit_exceeded],
    ["wrong_pin", en.wrong_pin],
    ["phone_unreachable", en.phone_unreachable],
    ["session_busy", en.session_busy],
    ["declined", en.declined],
    ["invalid_account", en.invalid_account],
    ["provider_unavailable", en.provider_unavailable],
    ["unknown", en.unknown],
    ["brand_new_code", en.unknown],
  ] as const)
    it(`says why it failed: ${code}`, async () => {
      const checkout = await toWaiting();
      const because = failure(code as never);
      it_.relay.fail({ failure: because });
      await checkout.on("failed");
      expect(checkout.text)
        .to.include(words)
        .and.to.include("No money was taken.");
      await checkout.tap("Try again");
      expect(checkout.screen).to.equal("method");
      expect(checkout.input().value).to.equal("0712 345 678");
      await checkout.tap("Pay");
      await checkout.on("waiting");
      expect(keysOf(it_.relay.started).size).to.equal(2);
    });

  it("does not say that no money moved when another amount has", async () => {
    const checkout = await toWaiting();
    const because = failure("amount_mismatch", false);
    it_.relay.changeAttempt(
      { status: "failed", failure: because, action: null },
      {
        status: "open",
        methods: [{ id: "card", available: false, reason: "under_review" }],
      },
    );
    await checkout.on("failed");
    expect(checkout.text)
      .to.include("Do not pay again")
      .and.not.to.include("No money");
    expect(() => checkout.button("Try again")).to.throw();
    expect(() => checkout.button("Pay another way")).to.throw();
    expect(
      checkout.button("Contact Duka la Mashati").getAttribute("href"),
    ).to.equal("https://shop.example/help");
  });

  it("holds a retry back until it helps", async () => {
    const checkout = await toWaiting();
    const because = failure("session_busy", true, 120);
    it_.relay.fail({ failure: because, retryAt: at(65_000) });
    await checkout.on("failed");
    expect(checkout.text).to.match(/Try again in 01:0\d/);
    await checkout.tap("Try again in");
    expect(checkout.screen).to.equal("failed");
    await checkout.tap("Pay another way");
    expect(checkout.screen).to.equal("method");
  });

  it("offers only another way when the same one can't help", async () => {
    const checkout = await toWaiting();
    const because = failure("limit_exceeded", false);
    it_.relay.fail({ failure: because });
    await checkout.on("failed");
    expect(() => checkout.button("Try again")).to.throw();
    expect(checkout.button("Pay another way").className).to.include("primary");
  });

  it("becomes paid after it had failed", async () => {
    const checkout = await toWaiting();
    it_.relay.fail();
    await checkout.on("failed");
    it_.relay.pay();
    await checkout.on("succeeded");
  });

  it("tells of a payment made twice", async () => {
    const checkout = await toWaiting();
    it_.relay.changeAttempt(
      { status: "succeeded" },
      {
        status: "paid",
        outcome: outcome(),
        flags: { late: false, overpaid: true, review: false },
      },
    );
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
      await checkout.until(() => checkout.has(".notice"), "the refusal");
      expect(checkout.find(".notice").textContent).to.include(words);
      expect(checkout.heard("malipo-error").at(-1)).to.have.property(
        "code",
        code,
      );
    });

  it("repeats the same request when the answer was lost", async () => {
    const checkout = await toMethod();
    it_.relay.instead(
      /attempts$/,
      () => Promise.reject(new TypeError("lost")),
      1,
    );
    await checkout.payByPhone();
    expect(it_.relay.started).to.have.length(2);
    expect(keysOf(it_.relay.started).size).to.equal(1);
  });
});
