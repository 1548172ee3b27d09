/** One stack, one shop and one browser for the tests of a file; a shopper of their own for each test. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { launchBrowser, newShopper } from "./browser.ts";
import type { BrowserShopper } from "./browser.ts";
import { startShop } from "./shop.ts";
import type { Shop } from "./shop.ts";
import { startStack } from "./stack.ts";
import type { Stack, StackOptions } from "./stack.ts";

export interface BrowserSuite {
  readonly stack: () => Stack;
  /** Runs a test with a fresh shopper, who must have had nothing to complain of. */
  readonly shopping: (
    test: (shopper: BrowserShopper) => Promise<void>,
  ) => Promise<void>;
  /** The sandbox's phone page for one number, in a tab of its own. */
  readonly openPhone: (
    shopper: BrowserShopper,
    number: string,
  ) => Promise<Page>;
}

export function browserSuite(options: StackOptions = {}): BrowserSuite {
  let browser: Browser | undefined;
  let stack: Stack | undefined;
  let shop: Shop | undefined;

  const started = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error("the suite has not started");
    return value;
  };

  beforeAll(async () => {
    browser = await launchBrowser();
    stack = await startStack(options);
    shop = await startShop(stack);
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
    await stack?.close();
  });

  return {
    stack: () => started(stack),
    async shopping(test) {
      const { shopUrl, relayUrl, sandboxUrl } = started(stack);
      const shopper = await newShopper(started(browser), [
        shopUrl,
        relayUrl,
        sandboxUrl,
      ]);
      try {
        await test(shopper);
        expect(shopper.complaints).toEqual([]);
      } finally {
        await shopper.context.close();
      }
    },
    async openPhone(shopper, number) {
      const page = await shopper.newPage();
      await page.goto(`${started(stack).sandboxUrl}/phone?phone=${number}`);
      return page;
    },
  };
}
