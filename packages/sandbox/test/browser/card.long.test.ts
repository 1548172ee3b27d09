import { describe, expect, it } from "vitest";
import { startHarness } from "../support/harness.ts";
import { useBrowser } from "./browser.ts";

const openPage = useBrowser();

const isForm = "application/x-www-form-urlencoded";

describe("the card page in a browser", () => {
  it.each([
    ["by itself", true],
    ["by a click where there is no JavaScript", false],
  ])("returns to the shop with a form %s", async (_how, javaScriptEnabled) => {
    const { checkout, merchant } = await startHarness();
    const { id, page: url } = await checkout();
    const page = await openPage(url, { javaScriptEnabled });
    await page.getByRole("button", { name: "Pay KES 4,700.00" }).click();
    if (!javaScriptEnabled)
      await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL(`${merchant.url}/return`);
    const back = merchant.received.find(({ path }) => path === "/return");
    expect(back?.method).toBe("POST");
    expect(back?.headers["content-type"]).toBe(isForm);
    const fields = new URLSearchParams(back?.body);
    expect(fields.get("originatorConversationId")).toBe(id);
    expect(fields.get("checkoutOutcome.Status")).toBe("4");
  });

  it("follows a shop that redirects to another origin", async () => {
    const { checkout, merchant } = await startHarness();
    merchant.answerWith(303);
    const page = await openPage((await checkout()).page);
    await page.getByRole("button", { name: "Cancel and go back" }).click();
    await page.waitForURL(`${merchant.url}/elsewhere`);
  });

  it("leads to the field that is wrong", async () => {
    const { checkout } = await startHarness();
    const page = await openPage((await checkout()).page);
    await page.getByLabel("Expiry").fill("01/20");
    await page.keyboard.press("Enter");
    await page.getByText("This card has expired.").waitFor();
    // A browser may move the focus a moment after it has shown the page.
    await page.locator("#expiry:focus").waitFor();
  });
});
