/** What is shown once stays until it is stored, in a real browser against a real relay. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { consoleSuite } from "../support/console-suite.ts";
import { expectPageFit, heading, makeKey, signIn } from "../support/console.ts";
import { useStack } from "../support/stack.ts";

const stack = useStack();
const { atDesk } = consoleSuite(stack);

const dialogOf = (page: Page) => page.getByRole("dialog");
const shownOn = (page: Page) => page.locator(".secret code");

async function rotate(page: Page, name: string, end = "86400"): Promise<void> {
  const row = page.getByRole("row", { name: new RegExp(name) });
  await row.getByRole("button", { name: "Rotate" }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel("The old value ends").selectOption(end);
  await dialog.getByRole("button", { name: "Rotate" }).click();
  await shownOn(page).last().waitFor();
}

async function signOut(page: Page): Promise<void> {
  await page.locator(".account summary").click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
}

/** As it ends by itself: the page's own look at the relay is refused. */
async function endSession(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.evaluate(() => {
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await heading(page, "Sign in").waitFor();
}

it("asks before Back, a link or signing out loses a new key", async () => {
  await atDesk(async ({ page, open }) => {
    await open("/keys");
    await signIn(page);
    await page.getByRole("link", { name: "New key" }).click();
    await heading(page, "New key").waitFor();
    await page.getByLabel("Name").fill("Till");
    await page.getByLabel("read", { exact: true }).check();
    await page.getByRole("button", { name: "Create the key" }).click();
    const key = (await shownOn(page).textContent()) ?? "";
    const dialog = dialogOf(page);
    const leave = dialog.getByRole("button", { name: "Leave" });
    for (const go of [
      () => page.goBack(),
      async () => {
        await page.goBack();
        await page.goBack();
      },
      () => page.getByRole("link", { name: "All keys" }).click(),
      () => signOut(page),
    ]) {
      await go();
      await leave.waitFor();
      await page.keyboard.press("Escape");
      await leave.waitFor({ state: "detached" });
      expect(page.url()).toMatch(/\/keys\/new$/);
      expect(await shownOn(page).textContent()).toBe(key);
    }
    await page.goBack();
    await leave.click();
    await heading(page, "Keys").waitFor();
    expect(page.url()).toMatch(/\/keys$/);
    await page.goForward();
    await heading(page, "New key").waitFor();
    expect(await shownOn(page).count()).toBe(0);
    // Nothing is left to lose.
    await page.goBack();
    await heading(page, "Keys").waitFor();
  });
});

it("keeps what was not stored for whoever signs in again, and for nobody else", async () => {
  const mine = await makeKey(stack, "Mine", ["read", "admin"]);
  await makeKey(stack, "First", ["read"]);
  await makeKey(stack, "Second", ["read"]);
  await atDesk(async ({ page, open }) => {
    await open("/keys");
    await signIn(page, mine.key);
    await rotate(page, "First");
    await rotate(page, "Second");
    const shown = await shownOn(page).allTextContents();
    expect(new Set(shown).size).toBe(2);

    await endSession(page);
    await page.getByText("is shown again when you sign in").waitFor();
    await expectPageFit(page, "sign-in with a secret left");
    for (const secret of shown)
      expect(await page.content()).not.toContain(secret);
    const stored = await page.evaluate(() =>
      JSON.stringify([
        Object.entries(localStorage),
        Object.entries(sessionStorage),
        history.state,
      ]),
    );
    for (const secret of shown) expect(stored).not.toContain(secret);
    await signIn(page, mine.key);
    await shownOn(page).first().waitFor();
    expect(await shownOn(page).allTextContents()).toEqual(shown);

    const first = page.locator(".secret").first();
    await first.getByRole("button", { name: "I have stored it" }).click();
    expect(await shownOn(page).allTextContents()).toEqual(shown.slice(1));
    await endSession(page);
    await signIn(page);
    await page.getByRole("row", { name: /Second/ }).waitFor();
    expect(await shownOn(page).count()).toBe(0);
    await endSession(page);
    await signIn(page, mine.key);
    await page.getByRole("row", { name: /Second/ }).waitFor();
    expect(await shownOn(page).count()).toBe(0);

    await rotate(page, "First");
    await signOut(page);
    await dialogOf(page).getByRole("button", { name: "Leave" }).click();
    await heading(page, "Sign in").waitFor();
    await signIn(page, mine.key);
    await page.getByRole("row", { name: /First/ }).waitFor();
    expect(await shownOn(page).count()).toBe(0);
  });
});

it("keeps somebody signed in who rotates their own key because it has leaked", async () => {
  const mine = await makeKey(stack, "Leaked", ["read", "admin"]);
  await atDesk(async ({ page, open }) => {
    await open("/keys");
    await signIn(page, mine.key);
    await rotate(page, "Leaked", "0");
    const next = (await shownOn(page).textContent()) ?? "";
    expect(next).toMatch(/^malipo_test_/);
    await page
      .getByRole("row", { name: /Leaked/ })
      .getByText("Yours")
      .waitFor();
    await page.getByRole("button", { name: "I have stored it" }).click();
    await page.reload();
    await heading(page, "Keys").waitFor();
    await signOut(page);
    await signIn(page, mine.key);
    await page.locator("#key-problem").waitFor();
    await signIn(page, next);
    await heading(page, "Keys").waitFor();
  });
});
