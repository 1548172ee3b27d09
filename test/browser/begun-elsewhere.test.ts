import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browserSuite } from "../support/browser-suite.ts";
import type { BrowserShopper } from "../support/browser.ts";
import { beginCheckout, checkoutOn } from "../support/checkout.ts";
import type { Checkout } from "../support/checkout.ts";
import { askAsMerchant } from "../support/merchant.ts";
import { attemptsOf } from "../support/sandbox-control.ts";

const ORDER = /malipo_order=(ord_\w+)/;

describe("an order in a browser is found again", () => {
  const { stack, shopping } = browserSuite({
    sandbox: { promptSeconds: 30 },
    env: { MALIPO_PROMPT_SECONDS: "30" },
  });

  const countOrders = async (): Promise<number> => {
    const { orders } = await askAsMerchant<{ orders: unknown[] }>(
      stack(),
      "/orders",
    );
    return orders.length;
  };

  it("when the page writes the part anew that holds the element, also as two", () =>
    shopping(async ({ page }) => {
      const before = await countOrders();
      const checkout = await beginCheckout(page, stack().shopUrl);
      await checkout.payByMpesa("0712 345 600");
      await checkout.heading("Check your phone").waitFor();
      await page.evaluate(() => {
        const main = document.querySelector("main");
        main?.replaceWith(main.cloneNode(true));
      });
      await checkout.heading("Check your phone").waitFor();
      await page.evaluate(() => {
        const element = document.querySelector("malipo-checkout");
        element?.after(element.cloneNode(true));
      });
      await checkout.heading("Check your phone").nth(1).waitFor();
      expect(await countOrders()).toBe(before + 1);
      expect(await attemptsOf(stack(), "254712345600")).toHaveLength(1);
    }));

  /** Pays by card, up to the address that the browser is sent back to; it is not opened. */
  const payByCard = async (page: Page): Promise<string> => {
    const checkout = await beginCheckout(page, stack().shopUrl);
    await checkout.payByCard();
    await page.waitForURL(`${stack().sandboxUrl}/card/**`);
    let back = "";
    await page.route(`${stack().relayUrl}/return/**`, async (route) => {
      const answer = await route.fetch({ maxRedirects: 0 });
      back = answer.headers()["location"] ?? "";
      await route.fulfill({ body: "Another app's browser" });
    });
    await page.getByRole("button", { name: /^Pay / }).click();
    await page.getByText("Another app's browser").waitFor();
    return back;
  };

  /** A browser that remembers nothing, with the same goods in its cart. */
  const comeBack = async (
    { page }: BrowserShopper,
    address: string,
  ): Promise<Checkout> => {
    await page.goto(stack().shopUrl);
    await page.evaluate(() => {
      localStorage.clear();
    });
    await page.goto(address);
    return checkoutOn(page);
  };
  const left = (): string => `${stack().shopUrl}/checkout`;

  it("by the one-time code, with the true state and the address as it was", () =>
    shopping(async (shopper) => {
      const address = await payByCard(shopper.page);
      const orders = await countOrders();
      const checkout = await comeBack(shopper, address);
      await checkout.heading("Payment received").waitFor();
      expect(shopper.page.url()).toBe(left());
      expect(await countOrders()).toBe(orders);
    }));

  for (const [what, strip] of [
    ["no code", true],
    ["a code that was used", false],
  ] as const)
    it(`and asked about with ${what}, before another order is made`, () =>
      shopping(async (shopper) => {
        const { page } = shopper;
        const address = await payByCard(page);
        const [, id = ""] = ORDER.exec(address) ?? [];
        const orders = await countOrders();
        if (!strip) {
          const before = await comeBack(shopper, address);
          await before.heading("Payment received").waitFor();
        }
        const again = strip
          ? address.replace(/&malipo_code=[^&#]*/, "")
          : address;
        const checkout = await comeBack(shopper, again);
        await checkout.heading("A payment was started elsewhere").waitFor();
        await checkout.text(id).waitFor();
        expect(page.url()).toBe(left());
        expect(await countOrders()).toBe(orders);
        await checkout.button("Start a new payment").click();
        await checkout.heading("How would you like to pay?").waitFor();
        expect(await countOrders()).toBe(orders + 1);
      }));
});
