import { expect } from "@open-wc/testing";
import { en } from "../../src/locales/en.ts";
import { problem } from "../support/answers.ts";
import {
  HANDED_OVER,
  at,
  METHODS,
  openOrder,
  order,
  outcomeId,
  pendingOrder,
} from "../support/orders.ts";
import {
  handOver,
  open,
  toMethod,
  toWaiting,
  withRelay,
} from "../support/harness.ts";

const MERCHANT = { source: { type: "merchant" } } as const;

describe("M-Pesa", () => {
  const it_ = withRelay();

  it("is paid: number, prompt, receipt", async () => {
    const checkout = await toWaiting();
    expect(it_.relay.started[0]?.body).to.deep.equal({
      method: "mpesa",
      phone: "254712345678",
    });
    expect(checkout.text).to.include(
      "Approve KES 2,500 to Duka la Mashati on 0712 ••• 678.",
    );
    expect(checkout.button("Wrong number? Change it")).to.not.equal(null);
    expect(checkout.textOf("[role=timer]")).to.match(/^0:4\d$/);
    it_.relay.pay();
    await checkout.on("succeeded");
    expect(checkout.text)
      .to.include("ORD-20261121-7K3Q")
      .and.include("M-Pesa")
      .and.include("SKL7XQ2P9M")
      .and.include("KES 2,500");
    const attempts = checkout.heard("malipo-attempt");
    expect(attempts.map((it) => it.attempt.status)).to.deep.equal([
      "awaiting_payer",
      "succeeded",
    ]);
    const told = await checkout.hears("malipo-outcome");
    expect(told.map((it) => it.outcome.id)).to.deep.equal([outcomeId()]);
  });

  it("shows the number back when the field is left", async () => {
    const checkout = await toMethod();
    await checkout.type("+254712345678", "#phone", false);
    expect(checkout.input().value).to.equal("+254712345678");
    await checkout.type("+254712345678");
    expect(checkout.input().value).to.equal("0712 345 678");
    expect(checkout.textOf("#hint")).to.include("+254 712 345 678");
  });

  it("says what is wrong with a number after the field is left, not before", async () => {
    const checkout = await toMethod();
    const field = checkout.input();
    await checkout.type("07123", "#phone", false);
    expect(field.ariaInvalid).to.equal("false");
    await checkout.type("07123");
    expect(field.ariaInvalid).to.equal("true");
    expect(field.getAttribute("aria-describedby")).to.equal("hint");
    expect(checkout.textOf("#hint")).to.include("Kenyan mobile number");
  });

  it("leads to the number when it is missing", async () => {
    const checkout = await toMethod();
    await checkout.tap("Pay");
    await checkout.until(
      () => checkout.root.activeElement?.id === "phone",
      "the focus",
    );
    expect(checkout.find("#phone").ariaInvalid).to.equal("true");
    expect(it_.relay.started).to.have.length(0);
  });

  it("is sent by Enter in the field", async () => {
    const checkout = await toMethod();
    await checkout.type("0712345678");
    checkout.input().form?.requestSubmit();
    await checkout.on("waiting");
  });

  it("takes the number that the page knows", async () => {
    const checkout = await toMethod({ customer: '{"phone":"0712345678"}' });
    await checkout.tap("Pay");
    await checkout.on("waiting");
  });

  it("says that it is a test, and fills in the sandbox's number for each outcome", async () => {
    const checkout = await toMethod({ "test-panel": "" });
    await checkout.until(() => checkout.has("details"), "the numbers");
    expect(checkout.find("[part=test-mode]").textContent).to.equal(
      en.$testMode,
    );
    for (const [index, outcome] of [
      "decides",
      "pays",
      "insufficient funds",
      "cancelled",
      "wrong PIN",
      "no answer",
      "callback lost",
      "repeated",
      "after the deadline",
      "answers 500",
      "answer lost",
      "other amount",
    ].entries()) {
      await checkout.tap(outcome);
      expect(checkout.input().value, outcome).to.equal(
        `0712 345 6${String(index).padStart(2, "0")}`,
      );
    }
  });

  for (const [livemode, shown] of [
    [undefined, false],
    [true, false],
    [false, true],
  ] as const)
    it(`${shown ? "says" : "does not say"} that it is a test where the relay says ${String(livemode)}`, async () => {
      const checkout = await handOver(
        it_,
        order({ ...MERCHANT, ...(livemode !== undefined && { livemode }) }),
        "method",
      );
      expect(checkout.has("[part=test-mode]")).to.equal(shown);
      expect(checkout.text).not.to.match(/true|false|undefined|null/);
      expect(checkout.has("details")).to.equal(false);
    });

  it("offers no test numbers where money is paid, even if the page asks for them", async () => {
    it_.relay.order = order({ ...MERCHANT, livemode: true });
    const checkout = open({ ...HANDED_OVER, "test-panel": "" });
    await checkout.on("method");
    await checkout.until(
      () => checkout.has("[part=language]"),
      "the late files",
    );
    expect(checkout.has("details")).to.equal(false);
    expect(checkout.has("[part=test-mode]")).to.equal(false);
  });

  it("has the relay look now, and waits as long as it says", async () => {
    const checkout = await toWaiting();
    it_.relay.instead(/check/, () =>
      problem(429, "check_too_soon", { "Retry-After": "4" }),
    );
    await checkout.tap("Check now");
    await checkout.until(
      () => checkout.text.includes("Wait 0:0"),
      "the countdown",
    );
    await checkout.tap("Wait 0:0");
    expect(it_.relay.calls(/check/)).to.have.length(1);
    expect(checkout.has(".notice")).to.equal(false);
  });

  it("takes the answer of a check", async () => {
    const checkout = await toWaiting();
    it_.relay.pay();
    it_.relay.endStreams();
    await checkout.tap("Check now");
    await checkout.on("succeeded");
  });

  it("is given up for another way only when the relay says that it is over", async () => {
    const checkout = await toWaiting();
    it_.relay.instead(/cancel/, () => it_.relay.attempt());
    await checkout.tap("Pay another way");
    await checkout.notice();
    expect(checkout.screen).to.equal("waiting");
    await checkout.tap("Pay another way");
    await checkout.on("method");
  });

  for (const [what, methods, screen] of [
    ["beside others", METHODS, "method"],
    ["alone", METHODS.slice(0, 1), "details"],
  ] as const)
    it(`sends another request only when none can be on the phone any more, ${what}`, async () => {
      it_.relay.order = pendingOrder();
      it_.relay.methods = methods;
      it_.relay.holdsPrompts = true;
      const checkout = await open(HANDED_OVER).on("waiting");
      const again = checkout.button("Send again");
      expect(again.ariaDisabled).to.equal("true");
      expect(checkout.text).to.match(
        /A request is still on your phone\. You can try again in 0:4\d\./,
      );
      await checkout.tap("Wrong number? Change it");
      await checkout.on(screen);
      // The method stays chosen, with its number to change, and waits.
      await checkout.type("0722000111");
      expect(checkout.text).to.match(
        /A request is still on your phone\. You can try again in 0:4\d\./,
      );
      const pay = checkout.find(".foot .primary");
      expect(pay.textContent).to.match(/Try again in 0:4\d/);
      pay.click();
      checkout.input().form?.requestSubmit();
      expect(it_.relay.started).to.have.length(0);
      it_.relay.change({ methods: [...methods] });
      await checkout.until(() => !checkout.text.includes("still"), "the leave");
      await checkout.tap("Pay KES");
      await checkout.on("waiting");
      expect(it_.relay.started[0]?.body).to.deep.equal({
        method: "mpesa",
        phone: "254722000111",
      });
    });

  it("offers the others first when the shopper wants another way", async () => {
    it_.relay.order = pendingOrder();
    it_.relay.holdsPrompts = true;
    const checkout = await open(HANDED_OVER).on("waiting");
    await checkout.tap("Pay another way");
    await checkout.on("method");
    expect(checkout.button("Continue to the card page").ariaDisabled).to.equal(
      "false",
    );
  });

  it("waits for the relay's time, which may be later than the prompt's", async () => {
    const until = { promptExpiresAt: at(20_000), retryAt: at(50_000) };
    const checkout = await handOver(
      it_,
      openOrder(
        { status: "cancelled", ...until },
        {
          methods: [{ id: "mpesa", available: false, reason: "attempt_alive" }],
        },
      ),
      "cancelled",
    );
    expect(checkout.button("Try again in 0:").textContent).to.match(/0:[45]/);
  });

  it("shows the payment when it was paid while the shopper gave up", async () => {
    const checkout = await toWaiting();
    it_.relay.instead(/cancel/, () => {
      it_.relay.pay();
      return it_.relay.attempt();
    });
    await checkout.tap("Pay another way");
    await checkout.on("succeeded");
  });

  it("does not call silence a failure", async () => {
    const checkout = await toWaiting();
    it_.relay.changeAttempt({ status: "unconfirmed", action: null });
    await checkout.on("unconfirmed");
    expect(checkout.text).to.include("Do not pay again.");
    expect(() => checkout.button("Pay another way")).to.throw();
    it_.relay.changeAttempt({}, { methods: order().methods });
    await checkout.notice();
    expect(checkout.text).to.include("You could pay twice.");
    await checkout.tap("Pay another way");
    await checkout.on("method");
    expect(checkout.text).to.include("You could pay twice.");
    it_.relay.pay();
    await checkout.on("succeeded");
  });
});
