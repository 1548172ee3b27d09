import { expect } from "@open-wc/testing";
import { en } from "../../src/locales/en.ts";
import { problem } from "../support/fake-relay.ts";
import { at, attempt, order, outcome } from "../support/orders.ts";
import { toMethod, toWaiting, withRelay } from "../support/harness.ts";

describe("an attempt that did not pay", () => {
  const it_ = withRelay();
  const started = () => it_.relay.calls(/POST .*attempts$/);
  const pay = (): void => {
    it_.relay.changeAttempt(
      { status: "succeeded", action: null },
      { status: "paid", outcome: outcome() },
    );
  };

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
      const failure = {
        code: code as never,
        retryable: true,
        retryAfterSeconds: 0,
      };
      it_.relay.changeAttempt(
        { status: "failed", failure, action: null },
        { status: "open", methods: order().methods },
      );
      await checkout.on("failed");
      expect(checkout.text)
        .to.include(words)
        .and.to.include("No money was taken.");
      await checkout.tap("Try again");
      expect(checkout.screen).to.equal("method");
      expect(checkout.input().value).to.equal("0712 345 678");
      await checkout.tap("Pay");
      await checkout.on("waiting");
      expect(
        new Set(started().map(({ headers }) => headers.get("Idempotency-Key")))
          .size,
      ).to.equal(2);
    });

  it("does not say that no money moved when another amount has", async () => {
    const checkout = await toWaiting();
    const failure = {
      code: "amount_mismatch",
      retryable: false,
      retryAfterSeconds: 0,
    } as const;
    it_.relay.changeAttempt(
      { status: "failed", failure, action: null },
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
    const failure = {
      code: "session_busy",
      retryable: true,
      retryAfterSeconds: 120,
    } as const;
    it_.relay.changeAttempt(
      { status: "failed", failure, action: null, retryAt: at(65_000) },
      { status: "open", methods: order().methods },
    );
    await checkout.on("failed");
    expect(checkout.text).to.match(/Try again in 01:0\d/);
    await checkout.tap("Try again in");
    expect(checkout.screen).to.equal("failed");
    await checkout.tap("Pay another way");
    expect(checkout.screen).to.equal("method");
  });

  it("offers only another way when the same one can't help", async () => {
    const checkout = await toWaiting();
    const failure = {
      code: "limit_exceeded",
      retryable: false,
      retryAfterSeconds: 0,
    } as const;
    it_.relay.changeAttempt(
      { status: "failed", failure, action: null },
      { status: "open", methods: order().methods },
    );
    await checkout.on("failed");
    expect(() => checkout.button("Try again")).to.throw();
    expect(checkout.button("Pay another way").className).to.include("primary");
  });

  it("becomes paid after it had failed", async () => {
    const checkout = await toWaiting();
    it_.relay.changeAttempt(
      { status: "failed", action: null },
      { status: "open", methods: order().methods },
    );
    await checkout.on("failed");
    pay();
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
    await checkout.type("0712345678");
    await checkout.tap("Pay");
    await checkout.on("waiting");
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
    await checkout.type("0712345678");
    await checkout.tap("Pay");
    await checkout.on("waiting");
    const keys = started().map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).to.have.length(2);
    expect(new Set(keys).size).to.equal(1);
  });
});
