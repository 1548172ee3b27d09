import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, newShopper } from "../support/browser.ts";
import type { Shopper } from "../support/browser.ts";
import { checkoutOn, fillCart } from "../support/checkout.ts";
import { startShop } from "../support/shop.ts";
import type { Shop } from "../support/shop.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";

const phone = (ending: string): string => `0712 345 6${ending}`;

describe("M-Pesa in a browser", () => {
  let browser: Browser;
  let stack: Stack;
  let shop: Shop;
  beforeAll(async () => {
    browser = await launchBrowser();
    // A person needs longer than a program: prompts wait 20 seconds.
    stack = await startStack({
      sandbox: { promptSeconds: 20, lateAfterSeconds: 14 },
      env: { MALIPO_PROMPT_SECONDS: "10", MALIPO_DEADLINE_GRACE_SECONDS: "1" },
    });
    shop = await startShop(stack);
  });
  afterAll(async () => {
    await browser.close();
    await shop.close();
    await stack.close();
  });

  const shopping = async (
    test: (shopper: Shopper) => Promise<void>,
  ): Promise<void> => {
    const shopper = await newShopper(browser, [
      stack.shopUrl,
      stack.relayUrl,
      stack.sandboxUrl,
    ]);
    try {
      await test(shopper);
      expect(shopper.complaints).toEqual([]);
    } finally {
      await shopper.context.close();
    }
  };

  const startMpesa = async (shopper: Shopper, ending: string) => {
    await fillCart(shopper.page, stack.shopUrl);
    const checkout = checkoutOn(shopper.page);
    await checkout.proceed();
    await checkout.payByMpesa(phone(ending));
    return checkout;
  };

  /** The phone page, in a tab of its own. */
  const openPhone = async (shopper: Shopper) => {
    const page = await shopper.newPage();
    await page.goto(`${stack.sandboxUrl}/phone?phone=2547123456`);
    return page;
  };

  it("is paid by a PIN on the phone, and the shop thanks for it", () =>
    shopping(async (shopper) => {
      const checkout = await startMpesa(shopper, "00");
      await checkout.heading("Check your phone").waitFor();
      await checkout
        .text(/0712 ••• 600/)
        .first()
        .waitFor();
      const phonePage = await openPhone(shopper);
      const prompt = phonePage
        .getByRole("article")
        .filter({ hasText: "2,500" })
        .first();
      await prompt.getByLabel(/PIN/).fill("1234");
      await prompt.getByRole("button", { name: "Send" }).click();
      await shopper.page.waitForURL(/\/thanks/);
      await shopper.page.getByRole("heading", { name: /Asante/ }).waitFor();
      await shopper.page.getByText("KES 2,500").first().waitFor();
    }));

  it("survives a reload while waiting, and shows the same prompt", () =>
    shopping(async (shopper) => {
      const checkout = await startMpesa(shopper, "00");
      await checkout.heading("Check your phone").waitFor();
      await shopper.page.reload();
      await checkout.heading("Check your phone").waitFor();
      const answers = await fetch(`${stack.sandboxUrl}/_sandbox/attempts`);
      expect(
        (await answers.text()).match(/254712345600/g)?.length,
      ).toBeGreaterThan(0);
      const phonePage = await openPhone(shopper);
      const prompts = phonePage.getByRole("button", { name: "Send" });
      await prompts.first().waitFor();
      await phonePage.getByLabel(/PIN/).first().fill("1234");
      await prompts.first().click();
      await shopper.page.waitForURL(/\/thanks/);
    }));
});
