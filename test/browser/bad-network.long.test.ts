/** Phones, networks and tabs that let a shopper down while money moves: page, relay and sandbox agree in the end, on one charge. */
import type { Browser, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBareShop } from "../support/bare-shop.ts";
import type { BareShop } from "../support/bare-shop.ts";
import { launchBrowser, newShopper } from "../support/browser.ts";
import type { BrowserShopper } from "../support/browser.ts";
import { checkoutOn } from "../support/checkout.ts";
import type { Checkout } from "../support/checkout.ts";
import { startLossyRelay } from "../support/lossy-relay.ts";
import { askAsMerchant } from "../support/merchant.ts";
import { answerPrompt, attemptsOf } from "../support/sandbox-control.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";
import { until } from "../support/until.ts";

const SECONDS = process.env["LONG"] === undefined ? 30 : 60;
/** A run of its own for each seed. */
const SEEDS =
  process.env["LONG"] === undefined
    ? [1]
    : Array.from({ length: 20 }, (_, seed) => seed + 1);
const SHIRT = { sku: "SHRT-BLK-XL-9981", amount: 250_000 };
const OTHER = { sku: "SHRT-GRN-M-7712", amount: 230_000 };
/** The most of one thing that an order can have. */
const MOST = 10;

/** A bad mobile network, in bytes a second. */
const SLOW = {
  offline: false,
  latency: 400,
  downloadThroughput: 400_000 / 8,
  uploadThroughput: 400_000 / 8,
};

interface Buyer {
  /** The phone number as typed, and as the sandbox has it. The payer decides by hand. */
  readonly typed: string;
  readonly sent: string;
  readonly cart: string;
  readonly amount: number;
}

let buyers = 0;
/** Each has a number and a sum of their own. */
function newBuyer(): Buyer {
  buyers += 1;
  const shirts = ((buyers - 1) % MOST) + 1;
  const others = Math.floor((buyers - 1) / MOST);
  const lines = [
    { sku: SHIRT.sku, quantity: shirts },
    { sku: OTHER.sku, quantity: others },
  ];
  return {
    typed: `0712 ${600 + buyers} 000`,
    sent: `254712${600 + buyers}000`,
    cart: JSON.stringify(lines.filter(({ quantity }) => quantity > 0)),
    amount: shirts * SHIRT.amount + others * OTHER.amount,
  };
}

describe.concurrent("a payment by M-Pesa", () => {
  let stack: Stack;
  let shop: BareShop;
  let browser: Browser;
  beforeAll(async () => {
    stack = await startStack({
      sandbox: { promptSeconds: SECONDS },
      env: { MALIPO_PROMPT_SECONDS: String(SECONDS) },
    });
    shop = await startBareShop(stack);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await shop.close();
    await stack.close();
  });

  interface Shopping extends BrowserShopper {
    readonly devtools: CDPSession;
    readonly checkout: Checkout;
  }

  async function shopping(
    test: (shopper: Shopping) => Promise<void>,
    more: readonly string[] = [],
    device = {},
  ): Promise<void> {
    const { shopUrl, relayUrl, sandboxUrl } = stack;
    const allowed = [shopUrl, relayUrl, sandboxUrl, ...more];
    const shopper = await newShopper(browser, allowed, device);
    const { context, page } = shopper;
    try {
      const devtools = await context.newCDPSession(page);
      await test({ ...shopper, devtools, checkout: checkoutOn(page) });
      expect(shopper.complaints).toEqual([]);
    } finally {
      await context.close();
    }
  }

  /** To the prompt on the phone. */
  async function startOn(page: Page, phone: string): Promise<void> {
    const checkout = checkoutOn(page);
    await checkout.payByMpesa(phone);
    await checkout.heading("Check your phone").waitFor();
  }

  interface Order {
    readonly status: string;
    readonly amount: { readonly value: number };
  }
  async function ordersOf({ amount }: Buyer): Promise<string[]> {
    const path = "/orders?limit=100";
    const all = await askAsMerchant<{ orders: Order[] }>(stack, path);
    return all.orders
      .filter((order) => order.amount.value === amount)
      .map(({ status }) => status);
  }

  /** The page says so, the relay has one paid order, and the payer was charged once. */
  async function allAgree(checkout: Checkout, buyer: Buyer): Promise<void> {
    await checkout.heading("Payment received").waitFor();
    const charges = (await attemptsOf(stack, buyer.sent)).map(
      (attempt) => "state" in attempt && attempt.state,
    );
    expect({ orders: await ordersOf(buyer), charges }).toEqual({
      orders: ["paid"],
      charges: ["paid"],
    });
  }

  const methodsOf = ({ cart }: Buyer): Record<string, string> => ({
    ...{ cart, review: "off" },
  });

  for (const seed of SEEDS)
    it(`is made once on a slow network that loses one request in ten, seed ${seed}`, async () => {
      const relay = await startLossyRelay(stack.relayUrl, {
        ...{ seed, share: 0.1 },
        first: [/^POST \/v1\/orders$/, /^POST .*\/attempts$/],
      });
      await shopping(
        async ({ page, devtools, checkout }) => {
          const buyer = newBuyer();
          await devtools.send("Network.enable");
          await devtools.send("Network.emulateNetworkConditions", SLOW);
          await page.goto(
            shop.pageWith({ ...methodsOf(buyer), relay: relay.url }),
          );
          await startOn(page, buyer.typed);
          await answerPrompt(stack, buyer.sent, "paid");
          await allAgree(checkout, buyer);
          expect(relay.lost).toContain("response: POST /v1/orders");
          expect(relay.lost.join()).toMatch(/response: POST \S+attempts/);
        },
        [relay.url],
      );
      await relay.close();
    });

  it("waits for a connection that was lost when it was sent", () =>
    shopping(async ({ page, context, checkout }) => {
      const buyer = newBuyer();
      await page.goto(shop.pageWith(methodsOf(buyer)));
      await checkout.heading("How would you like to pay?").waitFor();
      await context.setOffline(true);
      await checkout.payByMpesa(buyer.typed);
      await checkout.heading("Waiting for a connection").waitFor();
      await context.setOffline(false);
      await checkout.heading("Check your phone").waitFor();
      await answerPrompt(stack, buyer.sent, "paid");
      await allAgree(checkout, buyer);
    }));

  it("is made by touch on a phone with a slow processor", () =>
    shopping(
      async ({ page, devtools, checkout }) => {
        const buyer = newBuyer();
        await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
        await page.goto(shop.pageWith({ cart: buyer.cart }));
        await checkout.button("Continue").tap();
        await checkout.element.getByLabel(/phone number/).tap();
        await page.keyboard.type(buyer.typed);
        await checkout.button(/^Pay /).tap();
        await checkout.heading("Check your phone").waitFor();
        await answerPrompt(stack, buyer.sent, "paid");
        await allAgree(checkout, buyer);
      },
      [],
      { isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
    ));

  it("is seen by a page that was frozen in the background", () =>
    shopping(async ({ page, devtools, checkout }) => {
      const buyer = newBuyer();
      await page.goto(shop.pageWith(methodsOf(buyer)));
      await startOn(page, buyer.typed);
      await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
      await answerPrompt(stack, buyer.sent, "paid");
      await until("the relay knows", async () =>
        (await ordersOf(buyer)).includes("paid"),
      );
      await devtools.send("Page.setWebLifecycleState", { state: "active" });
      await allAgree(checkout, buyer);
    }));

  it("goes on in a tab that was killed and opened again", () =>
    shopping(async ({ page, devtools, context }) => {
      const buyer = newBuyer();
      await page.goto(shop.pageWith(methodsOf(buyer)));
      await startOn(page, buyer.typed);
      const crashed = page.waitForEvent("crash");
      // A page that crashes can't answer.
      devtools.send("Page.crash").catch(() => undefined);
      await crashed;
      const restored = await context.newPage();
      await restored.goto(shop.pageWith(methodsOf(buyer)));
      const checkout = checkoutOn(restored);
      await checkout.heading("Check your phone").waitFor();
      await answerPrompt(stack, buyer.sent, "paid");
      await allAgree(checkout, buyer);
    }));

  it("goes on behind a dialog that was closed, also after a reload", () =>
    shopping(async ({ page, checkout }) => {
      const buyer = newBuyer();
      const dialog = { ...methodsOf(buyer), mode: "dialog" };
      await page.goto(shop.pageWith(dialog, "<button>Checkout</button>"));
      const open = page.getByRole("button", { name: "Checkout", exact: true });
      await open.click();
      await startOn(page, buyer.typed);
      await checkout.button("Close").click();
      const running = checkout.element.getByText(/in progress/).last();
      await running.waitFor();
      await page.reload();
      await running.waitFor();
      await answerPrompt(stack, buyer.sent, "paid");
      const paid = checkout.element.getByText("Payment received").last();
      await paid.waitFor();
      await open.click();
      await allAgree(checkout, buyer);
    }));
});
