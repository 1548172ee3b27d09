/**
 * Chrome's back-forward cache, which a Chromium without windows lacks: nothing of the checkout keeps its page out, and the
 * page is up to date when it is back.
 */
import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { findChrome } from "../support/find-chromium.mjs";
import { checkoutOn } from "../support/checkout.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";

/** Leaves the page and comes back. */
async function leaveAndReturn(page: Page, elsewhere: string): Promise<unknown> {
  await page.evaluate(() => {
    Object.assign(window, { mark: 1 });
    addEventListener("pageshow", ({ persisted }) => {
      Object.assign(window, { persisted });
    });
  });
  await page.goto(elsewhere);
  await page.goBack({ waitUntil: "commit" });
  await page.waitForFunction(
    () => "persisted" in window || !("mark" in window),
  );
  return page.evaluate(() => {
    const [entry] = performance.getEntriesByType("navigation");
    return {
      cached: Reflect.get(window, "persisted") as unknown,
      reasons: entry && (Reflect.get(entry, "notRestoredReasons") as unknown),
    };
  });
}

describe("a page that is put away", () => {
  let browser: Browser | undefined;
  let stack: Stack | undefined;
  // A shop that lets browsers keep its pages, as the demo shop does not.
  const shop = createServer((_req, res) => {
    const { relayUrl = "" } = stack ?? {};
    res.setHeader("Content-Type", "text/html").end(
      `<!doctype html><script type="module" src="${relayUrl}/widget/v1/malipo.js"></script>
      <malipo-checkout relay="${relayUrl}" review="off" cart='[{"sku":"SHRT-BLK-XL-9981","quantity":1}]'></malipo-checkout>`,
    );
  });
  beforeAll(async () => {
    stack = await startStack();
    const { port } = new URL(stack.shopUrl);
    await new Promise<void>((done) => {
      shop.listen(Number(port), done);
    });
    // Playwright switches the cache off.
    browser = await chromium.launch({
      ...findChrome(),
      ignoreDefaultArgs: ["--disable-back-forward-cache"],
    });
  });
  afterAll(async () => {
    await browser?.close();
    shop.closeAllConnections();
    shop.close();
    await stack?.close();
  });

  it("comes back whole at each step of a payment, and tells what happened meanwhile", async () => {
    const context = await browser?.newContext({ locale: "en-KE" });
    const page = await context?.newPage();
    if (!context || !page || !stack) throw new Error("nothing has started");
    await page.goto(stack.shopUrl);
    const checkout = checkoutOn(page);
    const elsewhere = `${stack.relayUrl}/healthz`;
    const whole = { cached: true, reasons: null };
    await checkout.heading("How would you like to pay?").waitFor();
    expect(await leaveAndReturn(page, elsewhere)).toEqual(whole);
    // Its callback comes a little later.
    await checkout.payByMpesa("0712 345 601");
    await checkout.heading("Check your phone").waitFor();
    expect(await leaveAndReturn(page, elsewhere)).toEqual(whole);
    await checkout.heading("Payment received").waitFor();
    // While it holds the lock that has the outcome told once.
    expect(await leaveAndReturn(page, elsewhere)).toEqual(whole);
    await checkout.heading("Payment received").waitFor();
    await context.close();
  });
});
