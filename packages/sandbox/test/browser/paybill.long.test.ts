import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { startHarness } from "../support/harness.ts";
import { NO_SCRIPT, useBrowser } from "./browser.ts";

const openPage = useBrowser();

async function fillIn(page: Page, pin: string) {
  const form = page.locator("#paybill");
  await form.locator("summary").click();
  await form.getByLabel("Business number").fill("174379");
  await form.getByLabel("Account number").fill("ORD-7848");
  await form.getByLabel("Amount (Ksh)").fill("2500");
  await form.getByLabel("M-PESA PIN").fill(pin);
  return form;
}

describe("Lipa na M-PESA in a browser", () => {
  it("pays by hand and shows what happened, without leaving the page", async () => {
    const { sandbox, control, merchant } = await startHarness();
    await control("POST", "/c2b-address", {
      shortCode: "174379",
      url: merchant.callbackUrl,
    });
    const page = await openPage(`${sandbox.url}/phone?phone=0712345678`);
    const form = await fillIn(page, "0000");
    expect(await form.getByLabel("Your number").inputValue()).toBe(
      "0712 345 678",
    );
    await page.keyboard.press("Enter");
    await form.getByText("No money has moved.").waitFor();
    await form.getByLabel("M-PESA PIN").fill("1234");
    await page.keyboard.press("Enter");
    await page
      .locator(".message.paid")
      .getByText("paid to 174379 for account ORD-7848")
      .waitFor();
    await merchant.waitFor(1);
    expect(await form.getAttribute("open")).toBeNull();
    expect(await page.locator(".untold").count()).toBe(0);
  });

  it("works without JavaScript, and says that the shop is not told", async () => {
    const { sandbox } = await startHarness();
    const page = await openPage(`${sandbox.url}/phone`, NO_SCRIPT);
    const form = await fillIn(page, "1234");
    await form.getByLabel("Your number").fill("0712345678");
    await form.getByRole("button", { name: "Pay" }).click();
    await page
      .locator(".message.paid")
      .getByText("the shop is not told")
      .waitFor();
  });
});
