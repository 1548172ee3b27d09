import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browserSuite } from "../support/browser-suite.ts";
import type { BrowserShopper } from "../support/browser.ts";
import { beginCheckout, leaveReceipt } from "../support/checkout.ts";
import type { Checkout } from "../support/checkout.ts";
import { PAYBILL } from "../support/relay-environment.ts";

describe("pay bill by hand in a browser", () => {
  const { stack, shopping, openPhone } = browserSuite();

  const choosePaybill = async ({ page }: BrowserShopper): Promise<Checkout> => {
    const checkout = await beginCheckout(page, stack().shopUrl);
    await checkout.pay("Paybill");
    await checkout.text("Account number").waitFor();
    return checkout;
  };

  const accountOn = async (checkout: Checkout): Promise<string> => {
    const account = await checkout.detail("Account number").textContent();
    return account?.trim() ?? "";
  };

  const payOnPhone = async (page: Page, account: string): Promise<void> => {
    const form = page.locator("#paybill");
    if (!(await form.getByLabel("Business number").isVisible()))
      await page.getByText("Pay bill").first().click();
    await form.getByLabel("Business number").fill(PAYBILL);
    await form.getByLabel("Account number").fill(account);
    await form.getByLabel(/Amount/).fill("2500");
    await form.getByLabel(/PIN/).fill("1234");
    await form.getByRole("button", { name: "Pay" }).click();
  };

  it("is paid from the phone's menu with what the page shows, and the shop thanks for it", () =>
    shopping(async (shopper) => {
      const checkout = await choosePaybill(shopper);
      expect(await checkout.detail("Business number").textContent()).toContain(
        PAYBILL,
      );
      const account = await accountOn(checkout);
      expect(account).toMatch(/^[2-9A-Z]{10}$/);
      await payOnPhone(await openPhone(shopper, "254712345678"), account);
      await leaveReceipt(shopper.page);
      await shopper.page.getByText(/2,500/).first().waitFor();
    }));
});
