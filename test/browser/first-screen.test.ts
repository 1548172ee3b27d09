/** The way to the first screen, and on to the receipt: one script, one call, and nothing that jumps. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBareShop } from "../support/bare-shop.ts";
import type { BareShop } from "../support/bare-shop.ts";
import { launchBrowser } from "../support/browser.ts";
import { checkoutOn } from "../support/checkout.ts";
import { createLink } from "../support/links.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";

interface Seen {
  /** What was asked for before the first screen was usable, by its path. */
  readonly asked: readonly string[];
  /** The sum of the layout shifts since there was something of the checkout, without those that follow what the shopper does. */
  readonly shifted: number;
  /** The element's height before the relay has answered, and with the first screen. */
  readonly heights: readonly number[];
}

/** Of the page; runs before anything else on it. */
const WATCH = `
const seen = { asked: [], shifted: 0, heights: [] };
let sinceMs = Infinity;
const heightOf = () => document.querySelector("malipo-checkout").offsetHeight;
new PerformanceObserver((list) => {
  for (const { startTime, value, hadRecentInput } of list.getEntries())
    if (startTime > sinceMs && !hadRecentInput) seen.shifted += value;
}).observe({ type: "layout-shift", buffered: true });
const look = () => {
  const shown = document.querySelector("malipo-checkout")?.shadowRoot?.querySelector(".root");
  if (!shown) return requestAnimationFrame(look);
  // Its own place in the page is made in this frame.
  requestAnimationFrame(() => requestAnimationFrame((now) => { sinceMs = now; }));
  seen.heights.push(heightOf());
};
look();
document.addEventListener("malipo-ready", () => {
  seen.asked = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
  seen.heights.push(heightOf());
});`;

const CART = JSON.stringify([
  { sku: "SHRT-BLK-XL-9981", quantity: 1 },
  { sku: "SHRT-BLU-L-4421", quantity: 1 },
]);
const SCRIPT = "/widget/v1/malipo.js";
/** So that the loading screen is seen, and the answer comes later than it. */
const NETWORK = {
  ...{ offline: false, latency: 150 },
  ...{ downloadThroughput: 200_000, uploadThroughput: 90_000 },
};
const HEIGHTS: Readonly<Record<number, number>> = { 360: 740, 1280: 800 };

describe("a checkout", () => {
  let stack: Stack;
  let shop: BareShop;
  let browser: Browser;
  beforeAll(async () => {
    stack = await startStack();
    shop = await startBareShop(stack, WATCH);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await shop.close();
    await stack.close();
  });

  async function open(attributes: Record<string, string>, width: number) {
    const viewport = { width, height: HEIGHTS[width] ?? 800 };
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", NETWORK);
    await page.goto(shop.pageWith(attributes));
    const look = (): Promise<Seen> => page.evaluate("seen");
    return { context, page, look, checkout: checkoutOn(page) };
  }

  for (const width of [360, 1280])
    for (const [review, first] of [
      ["on", "Your order"],
      ["off", "How would you like to pay?"],
    ] as const)
      it(`of a cart with review="${review}" has its height at once and keeps it to the receipt, ${width} px wide`, async () => {
        const { context, page, look, checkout } = await open(
          { cart: CART, review },
          width,
        );
        await checkout.heading(first).waitFor();
        const { asked, shifted, heights } = await look();
        expect(asked).toEqual([SCRIPT, "/v1/orders"]);
        const [loading = 0, shown = 0] = heights;
        // Rounded twice.
        expect(Math.abs(shown - loading)).toBeLessThanOrEqual(1);
        expect(shifted).toBeLessThan(0.001);

        if (review === "on") await checkout.button("Continue").click();
        await checkout.element.getByLabel(/phone number/).click();
        // As a shopper types: what grows then follows what they do.
        await page.keyboard.type("0712345601");
        await checkout.button(/^Pay /).click();
        await checkout.heading("Payment received").waitFor();
        // Seen: under 0.01. On a slow machine some growth comes later than browsers count as an answer to the tap.
        expect((await look()).shifted).toBeLessThan(0.1);
        await context.close();
      });

  it("of a payment link asks for the link alone", async () => {
    const amount = { value: 100_000, currency: "KES" };
    const { id } = await createLink(stack, { title: "Gift card", amount });
    const { context, look, checkout } = await open({ "payment-link": id }, 360);
    await checkout.heading("Gift card").waitFor();
    const { asked, shifted } = await look();
    expect(asked).toEqual([SCRIPT, `/v1/payment-links/${id}`]);
    // How long its title is, and whether the amount is open, nobody knows before.
    expect(shifted).toBeLessThan(0.03);
    await context.close();
  });
});
