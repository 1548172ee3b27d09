/** On a wide, low window each step shows the new screen's heading, whole, with the mark above it. */
import { expect } from "@open-wc/testing";
import { setViewport } from "@web/test-runner-commands";
import type { Checkout } from "../support/harness.ts";
import { CART, open, withRelay } from "../support/harness.ts";
import { paidOrder } from "../support/orders.ts";

describe("the heading of a new screen", () => {
  const it_ = withRelay();
  const page = document.createElement("div");
  page.style.cssText = "padding: 300px 0 900px";
  before(async () => {
    await setViewport({ width: 1280, height: 740 });
    document.body.append(page);
  });
  after(async () => {
    page.remove();
    await setViewport({ width: 800, height: 600 });
  });

  async function payFrom(scrolledTo: number): Promise<Checkout> {
    const checkout = await open({ cart: CART }, "", page).on("review");
    await checkout.tap("Continue");
    await checkout.on("method");
    checkout.button("Pay").focus();
    scrollTo(0, scrolledTo);
    return checkout.payByPhone();
  }

  function expectInSight(checkout: Checkout): void {
    checkout.finishAnimations();
    const mark = checkout.find(".main > :first-child");
    expect(mark.id).to.not.equal("heading");
    expect(mark.getBoundingClientRect().top).to.be.at.least(8);
    const { bottom } = checkout.find("#heading").getBoundingClientRect();
    expect(bottom).to.be.below(innerHeight - 8);
  }

  // Up to there a part of the first heading is still in sight, then none.
  for (const scrolledTo of [500, 530, 560, 700])
    it(`is in sight after Pay, from ${scrolledTo} px down the page`, async () => {
      expectInSight(await payFrom(scrolledTo));
    });

  it("is in sight where the focus was on a heading already", async () => {
    const checkout = await payFrom(500);
    expect(checkout.root.activeElement?.id).to.equal("heading");
    scrollTo(0, 1200);
    expect(
      checkout.find("#heading").getBoundingClientRect().bottom,
    ).to.be.below(0);
    it_.relay.order = paidOrder();
    await checkout.element.refresh();
    await checkout.on("succeeded");
    expectInSight(checkout);
  });
});
