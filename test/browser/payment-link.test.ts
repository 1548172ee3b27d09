import { describe, expect, it } from "vitest";
import { browserSuite } from "../support/browser-suite.ts";
import { checkoutOn } from "../support/checkout.ts";
import { askAsMerchant } from "../support/merchant.ts";

const kes = (value: number) => ({ value, currency: "KES" });

describe("a payment link in a browser", () => {
  const { stack, shopping } = browserSuite();

  const createLink = async (wish: object): Promise<string> => {
    const made = await askAsMerchant<{ url: string }>(
      stack(),
      "/payment-links",
      wish,
    );
    return made.url;
  };

  it("asks for its fixed amount, and shows other devices the way to it until a payment begins", () =>
    shopping(async ({ page }) => {
      await page.goto(
        await createLink({ title: "Gift card", amount: kes(100_000) }),
      );
      const code = page.getByRole("img", { name: /QR/ });
      const share = page.getByRole("link", { name: "WhatsApp" });
      const checkout = checkoutOn(page);
      await checkout.button("Continue").waitFor();
      await share.waitFor();
      // A phone can't scan its own screen.
      expect(await code.count()).toBe(0);
      await page.setViewportSize({ width: 1280, height: 740 });
      await code.waitFor();
      await checkout.text(/KES\s1,000/).waitFor();
      await checkout.proceed();
      await checkout.payByMpesa("0712 345 601");
      await checkout.heading("Payment received").waitFor();
      expect([await code.count(), await share.count()]).toEqual([0, 0]);
      await checkout.text(/KES\s1,000/).waitFor();
    }));

  it("copies its address", () =>
    shopping(async ({ page, context }) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      const url = await createLink({ title: "Tea", amount: kes(10_000) });
      await page.goto(url);
      await page.getByRole("button", { name: "Copy link" }).click();
      await page.getByText("Link copied").waitFor();
      expect(await page.evaluate("navigator.clipboard.readText()")).toBe(url);
    }));

  it("is shared by what the device offers, and by links once that fails", () =>
    shopping(async ({ page }) => {
      await page.addInitScript(`{
        const answers = [new DOMException("", "AbortError"), new Error("none")];
        navigator.share = (what) => {
          (window.shared ??= []).push(what.url);
          return Promise.reject(answers.shift());
        };
      }`);
      const url = await createLink({ title: "Tea", amount: kes(10_000) });
      await page.goto(url);
      const share = page.getByRole("button", { name: "Share…" });
      const whatsApp = page.getByRole("link", { name: "WhatsApp" });
      await share.click();
      expect(await whatsApp.isVisible()).toBe(false);
      await share.click();
      await whatsApp.waitFor();
      expect(await share.isVisible()).toBe(false);
      expect(await page.evaluate("shared")).toEqual([url, url]);
    }));

  it("offers the language once, for the page and the checkout, and keeps the choice", () =>
    shopping(async ({ page }) => {
      const url = await createLink({ title: "Tea", amount: kes(10_000) });
      await page.goto(url);
      const checkout = checkoutOn(page);
      await checkout.button("Continue").waitFor();
      await checkout.element.locator("[part=language]").waitFor({
        state: "attached",
      });
      // The names of languages that can be seen.
      expect(
        await page.getByText("Kiswahili").filter({ visible: true }).count(),
      ).toBe(1);
      await page.getByRole("link", { name: "Kiswahili" }).click();
      await page.locator("html[lang=sw]").waitFor();
      await checkout.button("Endelea").waitFor();
      await page.getByRole("link", { name: "Français" }).click();
      await checkout.button("Continuer").waitFor();
      // The next link, without a language in its address.
      const next = await createLink({ title: "Cake", amount: kes(10_000) });
      await page.goto(`${next}?from=mail`);
      await checkout.button("Continuer").waitFor();
      expect(new URL(page.url()).searchParams.get("lang")).toBe("fr");
    }));

  it("leads on in a browser that is too old for the checkout", () =>
    shopping(async ({ page }) => {
      await page.addInitScript("delete Document.prototype.adoptedStyleSheets");
      await page.goto(await createLink({ title: "Tea", amount: kes(10_000) }));
      await page.getByText(/This browser is too old/).waitFor();
      await page.getByText(/KES\s100/).waitFor();
      expect(await page.getByText("Loading").isVisible()).toBe(false);
    }));

  it("can be read without JavaScript", () =>
    shopping(async ({ context }) => {
      const plain = await context
        .browser()
        ?.newContext({ javaScriptEnabled: false });
      const page = await plain?.newPage();
      await page?.goto(await createLink({ title: "Tea", amount: kes(10_000) }));
      await page?.getByText(/KES\s100/).waitFor();
      await page?.getByText(/JavaScript/).waitFor();
      expect(await page?.getByText("Loading").isVisible()).toBe(false);
      await page?.getByRole("link", { name: "Kiswahili" }).click();
      await page?.getByText("Shiriki kiungo hiki").waitFor();
      await plain?.close();
    }));
});
