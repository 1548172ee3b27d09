/** The dialog: a payment goes on without it. */
import { expect } from "@open-wc/testing";
import { en } from "../../src/locales/en.ts";
import { settle } from "../support/clock.ts";
import { attempt } from "../support/orders.ts";
import type { Checkout } from "../support/harness.ts";
import { CART, open, reload, withRelay } from "../support/harness.ts";

const DIALOG = { cart: CART, mode: "dialog" };

async function opened(): Promise<Checkout> {
  const checkout = open(DIALOG, '<a href="#plain">Pay now</a>');
  checkout.element.open();
  return checkout.on("review");
}

describe("a closed dialog", () => {
  const it_ = withRelay();
  const status = (checkout: Checkout): string =>
    checkout.root.querySelector("[part=status]")?.textContent.trim() ?? "";

  async function paying(): Promise<Checkout> {
    const checkout = await opened();
    await checkout.proceed();
    return checkout.payByPhone();
  }

  it("says that a payment is in progress, and that it was received", async () => {
    const checkout = await paying();
    expect(status(checkout)).to.equal("");
    checkout.element.close();
    await checkout.element.updateComplete;
    expect(status(checkout)).to.equal(en.$running);
    it_.relay.pay();
    await checkout.until(() => status(checkout) === en.succeeded, "the result");
    await checkout.until(
      () => checkout.heard("malipo-outcome").length === 1,
      "the outcome",
    );
  });

  it("follows the payment after a reload, and shows it when it is opened", async () => {
    const checkout = reload(await paying(), DIALOG);
    await checkout.until(() => status(checkout) === en.$running, "the status");
    expect(checkout.dialog.open).to.equal(false);
    it_.relay.pay();
    await checkout.until(() => status(checkout) === en.succeeded, "the result");
    await checkout.until(
      () => checkout.heard("malipo-outcome").length === 1,
      "the outcome",
    );
    checkout.element.open();
    await checkout.on("succeeded");
    expect(it_.relay.created).to.have.length(1);
  });

  it("follows an attempt whose answer was lost in a reload", async () => {
    const before = await opened();
    await before.proceed();
    it_.relay.instead(/attempts$/, () => new Promise(() => undefined));
    await before.type("0712345678");
    await before.tap("Pay");
    await before.on("submitting");
    const checkout = reload(before, DIALOG);
    await checkout.until(
      () => checkout.heard("malipo-ready").length === 1,
      "the order",
    );
  });

  for (const [when, never] of [
    ["", false],
    [" without an answer to its request", true],
  ] as const)
    it(`asks nothing after a reload when the payment had ended${when}`, async () => {
      const before = await opened();
      await before.proceed();
      if (never)
        it_.relay.instead(/attempts$/, () => {
          it_.relay.change({ status: "pending", attempt: attempt() });
          return new Promise(() => undefined);
        });
      await before.payByPhone();
      it_.relay.pay();
      await before.on("succeeded");
      const { length } = it_.relay.seen;
      const checkout = reload(before, DIALOG);
      await checkout.element.updateComplete;
      await settle(20); // what it asks takes a lock
      expect(it_.relay.seen).to.have.length(length);
      expect(status(checkout)).to.equal("");
    });
});
