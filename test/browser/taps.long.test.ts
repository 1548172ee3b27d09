/**
 * How often a shopper taps from the cart's *Checkout* to a paid order. The seconds are this machine's, with a shopper who
 * doesn't read and a provider that pays at once; `.cache/results/taps.json` has them.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { at } from "../../scripts/lib/paths.ts";
import { browserSuite } from "../support/browser-suite.ts";
import { checkoutOn, fillCart } from "../support/checkout.ts";
import type { Checkout } from "../support/checkout.ts";
import { askAsMerchant } from "../support/merchant.ts";
import { PAYBILL } from "../support/relay-environment.ts";
import { payByHand, sendTransfer } from "../support/sandbox-control.ts";

/** Counts taps over all pages of the tab. */
const COUNT = `addEventListener("pointerdown", ({ isTrusted }) => {
  if (isTrusted) sessionStorage.taps = Number(sessionStorage.taps ?? 0) + 1;
}, true)`;
const tapsOn = (page: Page): Promise<number> =>
  page.evaluate("Number(sessionStorage.taps ?? 0)");

describe("from Checkout to Paid", () => {
  const { stack, shopping } = browserSuite();
  const figures: Record<string, { taps: number; seconds: number }> = {};
  afterAll(() => {
    mkdirSync(at(".cache", "results"), { recursive: true });
    writeFileSync(
      at(".cache", "results", "taps.json"),
      JSON.stringify(figures, null, 2),
    );
  });

  const toCart = async (page: Page): Promise<void> => {
    await fillCart(page, stack().shopUrl);
    await page.goto(`${stack().shopUrl}/cart`);
    await page.addInitScript(COUNT);
    await page.reload();
  };
  /** `pay` begins with the tap on *Checkout*, or on a link's first button. */
  const measure = async (
    name: string,
    pay: () => Promise<number>,
  ): Promise<number> => {
    const start = performance.now();
    const taps = await pay();
    const seconds = Math.round((performance.now() - start) / 100) / 10;
    figures[name] = { taps, seconds };
    return taps;
  };
  const begin = async (page: Page): Promise<Checkout> => {
    await page.getByRole("link", { name: "Checkout" }).click();
    return checkoutOn(page);
  };
  const paid = async (page: Page): Promise<number> => {
    await checkoutOn(page).heading("Payment received").waitFor();
    return tapsOn(page);
  };

  it("are three taps by M-Pesa with a new number: Checkout, the field, Pay", () =>
    shopping(async ({ page }) => {
      await toCart(page);
      const taps = await measure("M-Pesa, new number", async () => {
        const checkout = await begin(page);
        await checkout.element.getByLabel(/phone number/).click();
        await page.keyboard.type("0712340001");
        await checkout.button(/^Pay /).click();
        return paid(page);
      });
      expect(taps).toBe(3);
    }));

  it("are two taps by M-Pesa with a remembered number", () =>
    shopping(async ({ page }) => {
      await toCart(page);
      await page.evaluate(
        ([key, numbers]) => {
          localStorage.setItem(key, numbers);
        },
        [
          `malipo:v1:${stack().relayUrl}:phone`,
          '{"mpesa":"254712341001"}',
        ] as const,
      );
      const taps = await measure("M-Pesa, known number", async () => {
        const checkout = await begin(page);
        await checkout.button("Forget this number").waitFor();
        await checkout.button(/^Pay /).click();
        return paid(page);
      });
      expect(taps).toBe(2);
    }));

  it("are four taps by card, the last on the card page", () =>
    shopping(async ({ page }) => {
      await toCart(page);
      const taps = await measure("card", async () => {
        const checkout = await begin(page);
        await checkout.payByCard();
        const there = page.getByRole("button", { name: /^Pay / });
        await page.waitForURL(`${stack().sandboxUrl}/card/**`);
        // Another origin has a storage of its own.
        await there.click();
        return (await paid(page)) + 1;
      });
      expect(taps).toBe(4);
    }));

  it("are three taps by paybill, and the payer's own in the M-Pesa menu", () =>
    shopping(async ({ page }) => {
      await toCart(page);
      const taps = await measure("paybill", async () => {
        const checkout = await begin(page);
        await checkout.pay("Paybill");
        const account = await checkout.detail("Account number").textContent();
        await payByHand(stack(), {
          account: account?.trim() ?? "",
          amount: 2500,
          shortCode: PAYBILL,
        });
        return paid(page);
      });
      expect(taps).toBe(3);
    }));

  it("is one tap by FlexPay on a payment link, and the payer's own in the wallet", () =>
    shopping(async ({ page }) => {
      const { url } = await askAsMerchant<{ url: string }>(
        stack(),
        "/payment-links",
        { title: "Support", amount: { value: 150_000, currency: "NGN" } },
      );
      await page.addInitScript(COUNT);
      await page.goto(url);
      const taps = await measure("FlexPay, payment link", async () => {
        const checkout = checkoutOn(page);
        await checkout.proceed();
        const narration = await checkout.detail("Narration").textContent();
        await sendTransfer(stack(), {
          amount: 1500,
          narration: narration?.trim(),
        });
        await checkout.heading("Payment received").waitFor();
        return tapsOn(page);
      });
      expect(taps).toBe(1);
    }));
});
