/** What only a whole browser can show: a printed page and a reload. */
import { describe, expect, it } from "vitest";
import { browserSuite } from "../support/browser-suite.ts";
import { beginCheckout, checkoutOn } from "../support/checkout.ts";
import { askAsMerchant } from "../support/merchant.ts";
import { answerPrompt } from "../support/sandbox-control.ts";

describe("the page around the checkout", () => {
  const { stack, shopping } = browserSuite();

  it("leads to the receipt, which prints on one page, and on rolls", () =>
    shopping(async ({ page }) => {
      const amount = { value: 100_000, currency: "KES" };
      const { url } = await askAsMerchant<{ url: string }>(
        stack(),
        "/payment-links",
        { title: "Gift card", amount },
      );
      await page.goto(url);
      const checkout = checkoutOn(page);
      await checkout.proceed();
      await checkout.payByMpesa("0712 345 601");
      await checkout.heading("Payment received").waitFor();
      await page.getByRole("link", { name: "Receipt", exact: true }).click();
      await page
        .getByRole("heading", { name: "Receipt", exact: true })
        .waitFor();
      await page.getByText("Gift card").waitFor();
      await page.getByRole("button", { name: "Print or save" }).waitFor();
      // By the width of the paper. The page leaves no room for lines of the browser's own.
      for (const paper of [
        { format: "A4" },
        { width: "80mm", height: "200mm" },
        { width: "58mm", height: "200mm" },
      ]) {
        const pdf = (await page.pdf(paper)).toString("latin1");
        expect(
          pdf.match(/\/Type\s*\/Page\b/g),
          JSON.stringify(paper),
        ).toHaveLength(1);
      }
      await page.setViewportSize({ width: 220, height: 800 });
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".qr").isVisible()).toBe(true);
      expect(await page.getByRole("button").count()).toBe(0);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth),
      ).toBe(220);
    }));

  it("stays on the step after a reload, and goes back to the one before", () =>
    shopping(async ({ page }) => {
      // A shop that leaves the cart to the checkout.
      await page.addInitScript(`new MutationObserver(() => {
        document.querySelector("malipo-checkout")?.removeAttribute("review");
      }).observe(document, { childList: true, subtree: true })`);
      const checkout = await beginCheckout(page, stack().shopUrl);
      const step = checkout.heading("How would you like to pay?");
      await checkout.proceed();
      await step.waitFor();
      await page.waitForFunction(() => history.state !== null);
      const address = page.url();
      const late = page.waitForResponse(/malipo\.page\.js/);
      await page.reload();
      await step.waitFor();
      await (await late).finished();
      await page.evaluate(
        () => new Promise((resolve) => requestIdleCallback(resolve)),
      );
      await page.goBack();
      await checkout.heading("Your order").waitFor();
      expect(page.url()).toBe(address);
    }));

  it("follows a payment while the dialog is closed and after a reload, and tells its outcome once", () =>
    shopping(async ({ page }) => {
      // A shop with a dialog, which stays where it is after a payment.
      await page.addInitScript(`
        addEventListener("malipo-outcome", (event) => {
          event.stopImmediatePropagation();
          const { id } = event.detail.outcome;
          sessionStorage.told = (sessionStorage.told ?? "") + id + " ";
        }, true);
        new MutationObserver(() => {
          const checkout = document.querySelector("malipo-checkout");
          if (!checkout || checkout.hasAttribute("mode")) return;
          const trigger = document.createElement("button");
          trigger.textContent = "Open checkout";
          checkout.append(trigger);
          checkout.setAttribute("mode", "dialog");
        }).observe(document, { childList: true, subtree: true });
      `);
      const phone = "254712990000";
      const told = (): Promise<string> =>
        page.evaluate('sessionStorage.told ?? ""');
      const checkout = await beginCheckout(page, stack().shopUrl);
      const trigger = page.getByRole("button", { name: "Open checkout" });
      const running = checkout.element.getByText("Payment in progress");
      await trigger.click();
      await checkout.payByMpesa(`0${phone.slice(3)}`);
      await checkout.heading("Check your phone").waitFor();
      await checkout.button("Close").click();
      await running.waitFor();
      await page.reload();
      await running.waitFor();
      expect(await checkout.heading("Check your phone").count()).toBe(0);
      expect(await told()).toBe("");
      await answerPrompt(stack(), phone, "paid");
      await checkout.element.getByText("Payment received").waitFor();
      expect(await told()).toMatch(/^out_\S+ $/);
      await trigger.click();
      await checkout.heading("Payment received").waitFor();
      await page.reload();
      await trigger.click();
      await checkout.heading("Payment received").waitFor();
      expect(await told()).toMatch(/^out_\S+ $/);
    }));
});
