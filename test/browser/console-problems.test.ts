/** What the relay refuses, in the language of whoever asked, in a real browser against a real relay. */
import type { Locator } from "playwright-core";
import { expect, it } from "vitest";
import { consoleSuite } from "../support/console-suite.ts";
import { expectPageFit, signIn } from "../support/console.ts";
import { expectFit } from "../support/looks.ts";
import { callAsMerchant } from "../support/merchant-call.ts";
import { useStack } from "../support/stack.ts";

const stack = useStack();
const { atDesk } = consoleSuite(stack);

/** What is told in the page's language, and what is marked as the relay's English. */
async function told(where: Locator): Promise<{ own: string; english: string }> {
  const english = (await where.locator('[lang="en"]').allTextContents()).join();
  const all = (await where.textContent()) ?? "";
  return { own: all.replace(english, ""), english: english.trim() };
}

it("tells a refusal in Swahili, and the relay's English as English", async () => {
  const expiresAt = new Date(Date.now() + 4_000).toISOString();
  const body = { name: "Till", scopes: ["read"], expiresAt };
  await callAsMerchant(stack, "POST", "/api-keys", { body });
  await atDesk(async ({ page, open }) => {
    await open("/keys");
    await page.locator(".language select").selectOption("sw");
    await page.getByLabel("Ufunguo wa API").fill("malipo_test_wrong");
    await page.getByRole("button", { name: "Ingia" }).click();
    const atKey = page.locator("#key-problem");
    await atKey.waitFor();
    expect(await told(atKey)).toEqual({
      own: expect.stringContaining("haiujui ufunguo huu") as unknown,
      english: expect.stringContaining("not a key of this relay") as unknown,
    });
    await expectPageFit(page, "wrong key in Swahili");
    await page.getByLabel("Ufunguo wa API").fill("");
    await page.locator(".language select").selectOption("en");
    await signIn(page);

    await page.locator(".account summary").click();
    await page.locator(".account .language select").selectOption("sw");
    await page.locator(".account summary").click();
    const row = page.getByRole("row", { name: /Till/ });
    await expect
      .poll(() => Date.now(), { timeout: 8_000 })
      .toBeGreaterThan(Date.parse(expiresAt));
    await row.getByRole("button", { name: "Badilisha" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Badilisha" }).click();
    const refused = dialog.locator(".problem");
    await refused.waitFor();
    expect(await told(refused)).toEqual({
      own: expect.stringContaining("hauwezi kubadilishwa hapa") as unknown,
      english: "This key has expired. Create a new one.",
    });
    await expectFit(page, "refusal in Swahili", [
      { width: 360, colorScheme: "light" },
    ]);
    await page.keyboard.press("Escape");

    await open("/webhooks/new");
    await page.locator('[name="name"]').fill("Vitabu");
    await page.locator('[name="url"]').fill("https://10.0.0.1/hook");
    await page.locator("button.primary").click();
    const atField = page.locator("#field-url-error");
    await atField.waitFor();
    const { own, english } = await told(atField);
    expect(own.trim()).toBe("Haikubaliki:");
    expect(english).toMatch(/\w/);

    await page.locator('[name="name"]').fill("");
    await page.locator("button.primary").click();
    const missing = page.locator("#field-name-error");
    await expect.poll(() => missing.textContent()).toContain("inahitajika");
    await page.locator(".account summary").click();
    await page.locator(".account .language select").selectOption("en");
    await expect.poll(() => missing.textContent()).toContain("This is needed.");
  });
});
