/** Every page of the shop, and every page of the relay that people open: nobody is kept out, and nothing sticks out. */
import type { BrowserContext, Page } from "playwright-core";
import { describe, it } from "vitest";
import { browserSuite } from "../support/browser-suite.ts";
import { fillCart } from "../support/checkout.ts";
import { createLink } from "../support/links.ts";
import { expectFit } from "../support/looks.ts";

describe("pages that people open", () => {
  const { stack, shopping } = browserSuite();

  /** With the checker in its pages, which their policy would keep out. */
  const checking = (test: (page: Page) => Promise<void>): Promise<void> =>
    shopping(async ({ context }) => {
      const checked: BrowserContext | undefined = await context
        .browser()
        ?.newContext({ bypassCSP: true });
      if (checked === undefined) throw new Error("the browser has gone");
      await test(await checked.newPage());
      await checked.close();
    });

  const open = async (page: Page, address: string): Promise<void> => {
    await page.goto(address);
    if ((await page.locator("malipo-checkout").count()) > 0)
      await page
        .locator("malipo-checkout")
        .getByRole("button", { name: /^(Continue|Pay KES.*)$/ })
        .waitFor();
    await expectFit(page, address);
  };

  it("the shop's", () =>
    checking(async (page) => {
      const { shopUrl } = stack();
      for (const path of ["/", "/cart", "/thanks", "/nothing"])
        await open(page, shopUrl + path);
      await fillCart(page, shopUrl);
      for (const path of ["/shirts/SHRT-GRN-M-7712", "/cart", "/checkout"])
        await open(page, shopUrl + path);
      // As the checkout does when all is paid.
      await page.evaluate(`{
        const form = document.querySelector("#paid");
        form.elements.reference.value = "ORD-20261129-TEST";
        form.elements.amount.value = "250000";
        form.elements.method.value = "mpesa";
        form.elements.receipt.value = "TKV7X2LM90";
        form.submit();
      }`);
      await page.waitForURL("**/thanks?order=*");
      await page.getByRole("heading", { name: "Asante" }).waitFor();
      await expectFit(page, "/thanks");
    }));

  it("the relay's", () =>
    checking(async (page) => {
      const { relayUrl } = stack();
      const free = await createLink(stack(), {
        title: "Support the shop",
        description: "x".repeat(200),
      });
      await open(page, free.url);
      for (const path of ["/", "/problems", "/problems/not_found"])
        await open(page, relayUrl + path);
    }));
});
