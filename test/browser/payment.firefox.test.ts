/** The whole in Firefox, which is driven by WebDriver BiDi: Playwright drives only a Firefox of its own. */
import puppeteer from "puppeteer-core";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, it } from "vitest";
import { findFirefox } from "../support/find-firefox.mjs";
import { startShop } from "../support/shop.ts";
import type { Shop } from "../support/shop.ts";
import { useStack } from "../support/stack.ts";
import { until } from "../support/until.ts";

describe("a payment in Firefox", () => {
  const stack = useStack();
  let shop: Shop;
  let browser: Browser;
  beforeAll(async () => {
    shop = await startShop(stack);
    const executablePath = findFirefox();
    if (executablePath === undefined) throw new Error("There is no Firefox.");
    browser = await puppeteer.launch({ browser: "firefox", executablePath });
  });
  afterAll(async () => {
    await browser.close();
    await shop.close();
  });

  const click = (page: Page, selector: string): Promise<void> =>
    page.locator(selector).click();
  const reaches = (page: Page, address: RegExp): Promise<unknown> =>
    until(`the page ${address.source}`, () =>
      Promise.resolve(address.test(page.url())),
    );

  /** Puppeteer waits for ever for an element that Firefox does not draw yet. */
  async function leaveReceipt(page: Page): Promise<void> {
    await reaches(page, /\/checkout/);
    await until("the way on beneath the receipt", () =>
      page.evaluate(
        "document.querySelector('#next')?.getClientRects().length > 0",
      ),
    );
    await click(page, "#next");
  }

  /** With a shirt in the cart, in a browser of its own. */
  async function checkout(): Promise<Page> {
    const page = await (await browser.createBrowserContext()).newPage();
    await page.goto(`${stack.shopUrl}/shirts/SHRT-BLK-XL-9981`);
    await click(page, "button::-p-text(Add to cart)");
    await page.locator("::-p-text(2,500)").wait();
    await page.goto(`${stack.shopUrl}/checkout`);
    return page;
  }

  it("by M-Pesa is paid, and the shop thanks for it", async () => {
    const page = await checkout();
    await click(page, "malipo-checkout >>> #phone");
    await page.keyboard.type("0712 345 601");
    await click(page, "malipo-checkout >>> .primary");
    await leaveReceipt(page);
    await reaches(page, /\/thanks/);
    await page.locator("::-p-text(2,500)").wait();
  });

  it("by card comes back from the hosted page, and the shop thanks for it", async () => {
    const page = await checkout();
    await click(page, "malipo-checkout >>> [aria-describedby=card]");
    await click(page, "malipo-checkout >>> .primary");
    await reaches(page, /\/card\//);
    await click(page, "button::-p-text(Pay)");
    await leaveReceipt(page);
    await reaches(page, /\/thanks/);
    await page.locator("::-p-text(2,500)").wait();
  });
});
