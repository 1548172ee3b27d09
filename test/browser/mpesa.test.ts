import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browserSuite } from "../support/browser-suite.ts";
import type { BrowserShopper } from "../support/browser.ts";
import {
  beginCheckout,
  checkoutOn,
  leaveReceipt,
} from "../support/checkout.ts";
import type { Checkout } from "../support/checkout.ts";
import { answerPrompt, attemptsOf } from "../support/sandbox-control.ts";

/** Every test has a number of its own, so that the phone page shows one prompt. */
let numbers = 100;
const newPhone = (ending: string): string => {
  numbers += 1;
  return `0712 ${numbers} 0${ending}`;
};
const digits = (phone: string): string =>
  `254${phone.replaceAll(" ", "").slice(1)}`;

describe("M-Pesa in a browser", () => {
  // A person needs longer than a program: prompts wait 30 seconds.
  const { stack, shopping, openPhone } = browserSuite({
    sandbox: { promptSeconds: 30 },
    env: { MALIPO_PROMPT_SECONDS: "30" },
  });

  const startMpesa = async (
    { page }: BrowserShopper,
    phone: string,
  ): Promise<Checkout> => {
    const checkout = await beginCheckout(page, stack().shopUrl);
    await checkout.payByMpesa(phone);
    return checkout;
  };

  /** Into the newest prompt, as soon as it is there: the page has another PIN field, for bills. */
  const enterPin = async (phonePage: Page, pin: string): Promise<void> => {
    const prompt = phonePage.locator(".prompt").first();
    await prompt.getByLabel(/PIN/).fill(pin);
    await prompt.getByRole("button", { name: "Send" }).click();
  };

  it("is paid by a PIN on the phone, and the shop thanks for it", () =>
    shopping(async (shopper) => {
      const phone = newPhone("00");
      const checkout = await startMpesa(shopper, phone);
      await checkout.heading("Check your phone").waitFor();
      await checkout.text(/0712\s•••\s000/).waitFor();
      const phonePage = await openPhone(shopper, digits(phone));
      await phonePage.getByText(/2,500/).first().waitFor();
      await enterPin(phonePage, "1234");
      await leaveReceipt(shopper.page);
      await shopper.page.getByRole("heading", { name: /Asante/ }).waitFor();
      await shopper.page.getByText(/2,500/).first().waitFor();
    }));

  it("survives a reload while waiting, without a second prompt", () =>
    shopping(async (shopper) => {
      const phone = newPhone("00");
      const checkout = await startMpesa(shopper, phone);
      await checkout.heading("Check your phone").waitFor();
      await shopper.page.reload();
      await checkout.heading("Check your phone").waitFor();
      expect(await attemptsOf(stack(), digits(phone))).toHaveLength(1);
      await enterPin(await openPhone(shopper, digits(phone)), "1234");
      await leaveReceipt(shopper.page);
    }));

  it("shows the same in two tabs, and tells the shop once", () =>
    shopping(async (shopper) => {
      const phone = newPhone("00");
      const checkout = await startMpesa(shopper, phone);
      await checkout.heading("Check your phone").waitFor();
      const second = await shopper.newPage();
      await second.goto(`${stack().shopUrl}/checkout`);
      const other = checkoutOn(second);
      await other.heading("Check your phone").waitFor();
      expect(await attemptsOf(stack(), digits(phone))).toHaveLength(1);
      await enterPin(await openPhone(shopper, digits(phone)), "1234");
      for (const each of [checkout, other])
        await each.heading("Payment received").waitFor();
      // One of the two was told, and leads on.
      const told = [shopper.page, second].map((page) =>
        page.getByRole("link", { name: "What happens next" }),
      );
      await Promise.any(told.map((link) => link.waitFor()));
      const shown = await Promise.all(told.map((link) => link.isVisible()));
      expect(shown.filter(Boolean)).toHaveLength(1);
    }));

  it("lands in the true state after the network was gone", () =>
    shopping(async (shopper) => {
      const phone = newPhone("00");
      const checkout = await startMpesa(shopper, phone);
      await checkout.heading("Check your phone").waitFor();
      await shopper.context.setOffline(true);
      await checkout.text(/You are offline/).waitFor();
      await answerPrompt(stack(), digits(phone), "paid");
      await shopper.context.setOffline(false);
      await leaveReceipt(shopper.page);
    }));

  it("lands in the true state after the relay was restarted", () =>
    shopping(async (shopper) => {
      const phone = newPhone("00");
      const checkout = await startMpesa(shopper, phone);
      await checkout.heading("Check your phone").waitFor();
      await stack().restart();
      await answerPrompt(stack(), digits(phone), "paid");
      await leaveReceipt(shopper.page);
    }));
});
