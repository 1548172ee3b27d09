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
        .getByRole("button", { name: /^(Continue|(Pay|Lipa) KES.*)$/ })
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
      // Swahili needs more room.
      await page.getByRole("button", { name: "Kiswahili" }).click();
      for (const path of ["/cart", "/checkout"])
        await open(page, shopUrl + path);
      await page.getByRole("button", { name: "English" }).click();
      // As the checkout does when all is paid.
      const { next } = await page.evaluate<{ next: string }>(`fetch("/thanks", {
        method: "POST",
        body: new URLSearchParams({
          reference: "ORD-20261129-TEST",
          amount: "250000",
          method: "mpesa",
          receipt: "TKV7X2LM90",
        }),
      }).then((answer) => answer.json())`);
      await page.goto(shopUrl + next);
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
