import { describe, expect, it } from "vitest";
import { browserSuite } from "../support/browser-suite.ts";
import type { BrowserShopper } from "../support/browser.ts";
import { checkoutOn } from "../support/checkout.ts";
import type { Checkout } from "../support/checkout.ts";
import { askAsMerchant } from "../support/merchant.ts";
import { TAG } from "../support/relay-environment.ts";

describe("FlexPay in a browser", () => {
  const { stack, shopping } = browserSuite();

  /** On the relay's own page of a payment link over NGN 1,500. */
  const chooseFlexpay = async ({ page }: BrowserShopper): Promise<Checkout> => {
    const { url } = await askAsMerchant<{ url: string }>(
      stack(),
      "/payment-links",
      {
        title: "Support from Nigeria",
        amount: { value: 150_000, currency: "NGN" },
      },
    );
    await page.goto(url);
    const checkout = checkoutOn(page);
    // The only method for naira: there is nothing to choose.
    await checkout.proceed();
    await checkout.text("Narration").waitFor();
    return checkout;
  };

  const narrationOn = async (checkout: Checkout): Promise<string> => {
    const narration = await checkout.detail("Narration").textContent();
    return narration?.trim() ?? "";
  };

  it("is paid from a wallet with what the page shows", () =>
    shopping(async (shopper) => {
      const checkout = await chooseFlexpay(shopper);
      expect(await checkout.detail("Tag").textContent()).toContain(TAG);
      const narration = await narrationOn(checkout);
      const wallet = await shopper.newPage();
      const filled = new URLSearchParams({
        tag: TAG,
        amount: "1500.00",
        narration,
      });
      await wallet.goto(`${stack().sandboxUrl}/wallet?${filled.toString()}`);
      await wallet.getByRole("button", { name: /Send/ }).first().click();
      await checkout.heading("Payment received").waitFor();
      await checkout.text(/NGN\s1,500|₦1,500/).waitFor();
    }));
});
