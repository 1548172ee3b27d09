import type { Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { startSandbox } from "../../src/index.ts";
import { FAST, startHarness } from "../support/harness.ts";
import { NO_SCRIPT, useBrowser } from "./browser.ts";

const openPage = useBrowser();

const PHONE = "254712345600";
const OTHER = "254110000099";

const prompt = (page: Page, id: string) =>
  page.locator(`.prompt[data-conversation="${id}"]`);
const message = (page: Page, id: string) =>
  page.locator(`.message[data-conversation="${id}"]`);
const focused = (page: Page) => page.evaluate("document.activeElement.id");

describe("the phone in a browser", () => {
  it("shows a prompt as it arrives, takes the PIN and shows the receipt, in every tab", async () => {
    const { sandbox, deposit, queryDeposit } = await startHarness();
    const page = await openPage(`${sandbox.url}/phone`);
    const tab = await openPage(`${sandbox.url}/phone`);
    const id = await deposit(PHONE);
    await prompt(tab, id).waitFor();
    await prompt(page, id).waitFor();
    expect(await prompt(page, id).getByRole("heading").textContent()).toContain(
      "Ksh2,500.00",
    );
    expect(await page.title()).toBe("(1) Phone · Malipo Sandbox");

    // The PIN field has the focus already, and Enter sends it.
    await page.keyboard.type("12x34");
    await page.keyboard.press("Enter");
    await message(page, id).waitFor();
    await message(tab, id).waitFor();
    const { json } = await queryDeposit(id);
    expect(json["resultCode"]).toBe("0");
    expect(await message(tab, id).textContent()).toContain(
      `${String(json["mpesaReceiptNumber"])} Confirmed. Ksh2,500.00 paid to 174379`,
    );
    expect(await prompt(page, id).count()).toBe(0);
    await page.locator("#inbox-title:focus").waitFor();
    expect(await page.title()).toBe("Phone · Malipo Sandbox");
    expect(await page.locator("#announcer").textContent()).toContain(
      "New request on 0712 345 600",
    );
  });

  it("keeps several prompts apart, and a PIN that is being typed", async () => {
    const { sandbox, deposit, queryDeposit } = await startHarness();
    const page = await openPage(`${sandbox.url}/phone`);
    const first = await deposit(PHONE);
    const pin = prompt(page, first).getByLabel("Enter M-PESA PIN");
    await pin.pressSequentially("12");
    const second = await deposit(OTHER);
    await prompt(page, second).waitFor();
    expect(await pin.inputValue()).toBe("12");
    expect(await focused(page)).toBe(await pin.getAttribute("id"));

    await prompt(page, second).getByRole("button", { name: "Cancel" }).click();
    await message(page, second).waitFor();
    expect((await queryDeposit(second)).json["resultCode"]).toBe("1032");
    await pin.fill("0000");
    await prompt(page, first).getByRole("button", { name: "Send" }).click();
    await message(page, first).waitFor();
    expect((await queryDeposit(first)).json["resultCode"]).toBe("2001");
  });

  it("says that the connection is lost and finds the sandbox again", async () => {
    const { sandbox, deposit } = await startHarness();
    const page = await openPage(`${sandbox.url}/phone`);
    const connection = page.locator("#connection");
    await connection.getByText("Connected").waitFor();
    await deposit(PHONE);
    await page.locator(".prompt").waitFor();
    await sandbox.close();
    await connection.getByText("Connection lost").waitFor();
    const again = await startSandbox({ ...FAST, port: sandbox.port });
    onTestFinished(() => again.close());
    await connection.getByText("Connected").waitFor();
    // The new one knows nothing of the old one's prompts.
    await expect.poll(() => page.locator(".prompt").count()).toBe(0);
  });

  it("works without JavaScript", async () => {
    const { sandbox, deposit, queryDeposit } = await startHarness();
    const id = await deposit(PHONE);
    const page = await openPage(`${sandbox.url}/phone`, NO_SCRIPT);
    await prompt(page, id).getByLabel("Enter M-PESA PIN").fill("1234");
    await prompt(page, id).getByRole("button", { name: "Send" }).click();
    await message(page, id).waitFor();
    expect((await queryDeposit(id)).json["resultCode"]).toBe("0");
  });
});
