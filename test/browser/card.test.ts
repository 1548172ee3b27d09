import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browserSuite } from "../support/browser-suite.ts";
import {
  beginCheckout,
  checkoutOn,
  fillCart,
  leaveReceipt,
} from "../support/checkout.ts";
import type { Checkout } from "../support/checkout.ts";

const SHIRTS = ["SHRT-BLK-XL-9981", "SHRT-BLU-L-4421", "SHRT-GRN-M-7712"];

describe("a card in a browser", () => {
  const { stack, shopping } = browserSuite();

  const goToCardPage = async (page: Page): Promise<Checkout> => {
    const checkout = await beginCheckout(page, stack().shopUrl, SHIRTS);
    await checkout.payByCard();
    await page.waitForURL(`${stack().sandboxUrl}/card/**`);
    return checkout;
  };

  it("is paid on the hosted page, and the shop thanks for it", () =>
    shopping(async ({ page }) => {
      await goToCardPage(page);
      await page.getByRole("button", { name: /^Pay / }).click();
      await leaveReceipt(page);
      await page.getByText(/7,000/).first().waitFor();
    }));

  it("keeps the cart's lines inside the card on a small phone", () =>
    shopping(async ({ page }) => {
      await fillCart(page, stack().shopUrl, SHIRTS);
      const checkout = checkoutOn(page);
      await checkout.button(/Your order/).click();
      const overhang = await checkout.element.evaluate((element) => {
        const root = element.shadowRoot;
        const edge = root?.querySelector("[part~=primary]");
        const parts = root?.querySelectorAll("[part~=lines] *") ?? [];
        const right = (of: Element | null | undefined): number =>
          of?.getBoundingClientRect().right ?? NaN;
        return Math.max(...[...parts].map(right)) - right(edge);
      });
      expect(overhang).toBeLessThanOrEqual(0.5);
    }));

  it("finds the shopper again who came back by the browser's own button", () =>
    shopping(async ({ page }) => {
      const checkout = await goToCardPage(page);
      await page.goBack();
      await page.waitForURL(`${stack().shopUrl}/checkout**`);
      await checkout
        .heading(/Checking your payment|You have not finished/)
        .waitFor();
      await checkout.element
        .getByRole("link", { name: "Continue there" })
        .click();
      await page.waitForURL(`${stack().sandboxUrl}/card/**`);
    }));
});
