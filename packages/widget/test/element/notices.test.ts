/** Errors and connection messages stand where the shopper looks. */
import { expect } from "@open-wc/testing";
import { en } from "../../src/locales/en.ts";
import { problem } from "../support/answers.ts";
import { handOver, open, toMethod, withRelay } from "../support/harness.ts";
import { pendingOrder } from "../support/orders.ts";

function goOffline(): void {
  Object.defineProperty(navigator, "onLine", {
    configurable: true,
    value: false,
  });
  window.dispatchEvent(new Event("offline"));
}

describe("a notice", () => {
  const it_ = withRelay();
  afterEach(() => {
    Reflect.deleteProperty(navigator, "onLine");
  });

  it("stands under the heading and has the focus after a refused payment", async () => {
    const checkout = await toMethod();
    it_.relay.instead(/attempts$/, () => problem(409, "order_under_review"));
    await checkout.type("0712345678");
    checkout.button("Pay").focus();
    await checkout.tap("Pay");
    await checkout.until(() => checkout.has(".notice"), "the refusal");
    const notice = checkout.find(".notice");
    expect(notice.previousElementSibling?.id).to.equal("heading");
    expect(checkout.root.activeElement).to.equal(notice);
  });

  it("does so on a screen that stays", async () => {
    const checkout = await handOver(it_, pendingOrder(), "waiting");
    it_.relay.instead(/cancel$/, () => problem(500, "internal_error"), 9);
    checkout.button("Pay another way").focus();
    await checkout.tap("Pay another way");
    await checkout.until(() => checkout.has(".notice"), "the refusal");
    expect(checkout.find("#heading + .notice")).to.equal(
      checkout.root.activeElement,
    );
  });

  it("takes no focus from the page", async () => {
    const field = document.createElement("input");
    document.body.append(field);
    const checkout = await toMethod();
    it_.relay.instead(/attempts$/, () => problem(409, "order_under_review"));
    await checkout.type("0712345678");
    await checkout.tap("Pay");
    field.focus();
    await checkout.until(() => checkout.has(".notice"), "the refusal");
    expect(document.activeElement).to.equal(field);
    field.remove();
  });
});

describe("a lost connection", () => {
  const it_ = withRelay();
  afterEach(() => {
    Reflect.deleteProperty(navigator, "onLine");
    window.scrollTo(0, 0);
  });
  const heading = (checkout: ReturnType<typeof open>): string =>
    checkout.find("#heading").textContent.trim();

  it("keeps its bar in sight", async () => {
    const checkout = await handOver(it_, pendingOrder(), "waiting");
    checkout.element.style.marginBottom = "2000px";
    goOffline();
    await checkout.until(() => checkout.has("[part=banner]"), "the banner");
    window.scrollTo(0, checkout.element.offsetTop + 200);
    expect(checkout.find("[part=banner]").getBoundingClientRect().top).to.equal(
      0,
    );
  });

  it("is the heading while a payment is sent, and not without a request", async () => {
    const checkout = await toMethod();
    goOffline();
    await checkout.until(() => checkout.has("[part=banner]"), "the banner");
    expect(heading(checkout)).to.equal(en.method);
    await checkout.type("0712345678");
    it_.relay.instead(/attempts$/, () => new Promise(() => undefined));
    await checkout.tap("Pay");
    await checkout.on("submitting");
    expect(heading(checkout)).to.equal(en.$waitsForNetwork);
  });

  it("is the heading while a check is asked for", async () => {
    const checkout = await handOver(it_, pendingOrder(), "waiting");
    it_.relay.instead(/check$/, () => new Promise(() => undefined));
    await checkout.tap("Check now");
    goOffline();
    await checkout.until(() => checkout.has("[part=banner]"), "the banner");
    expect(heading(checkout)).to.equal(en.$waitsForNetwork);
  });
});
